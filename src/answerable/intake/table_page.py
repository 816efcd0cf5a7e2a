"""The table of the warning signs as a page of the documentation, printed from the rules themselves."""

from __future__ import annotations

from collections.abc import Iterator

from answerable.intake.rules import Region, Rule, regions, rules, version


def page() -> str:
    """docs/reference/warning-signs.md."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield "# Warning signs\n"
    yield (
        "What `answerable` says before anything else, printed from the table that it works by "
        f"(`src/answerable/intake/tables/`), version {version()}, {len(rules())} rules. How they are read, how they are "
        "tested and where they fall short: [safety](../explanation/safety.md).\n"
    )
    yield "A rule fires where one line of “fires on” is told of somebody; words joined by + have to be there together.\n"
    for rule in rules():
        yield from _rule(rule)
    yield "## Whom to call\n"
    yield "From general knowledge at the table's date; whoever runs a server should check the numbers of its readers.\n"
    yield "| region | code | emergency | urgent advice | crisis | poison | abuse |"
    yield "|---|---|---|---|---|---|---|"
    yield from (_region(code, region) for code, region in regions().items())


def _rule(rule: Rule) -> Iterator[str]:
    stops = "; the normal answer stops" if rule.crisis else ""
    yield f"## {rule.title}\n"
    yield f"`{rule.id}`, {rule.urgency.value}{stops}.\n"
    yield from (f"- {sign}" for sign in rule.signs)
    yield f"\n{rule.advice}\n"
    fires = "; ".join(line.replace("!", "not ").replace("?", "").replace("<", "under").replace(">", "over") for line in rule.when)
    yield f"Fires on: {fires}.\n"
    yield f"In articles on: {', '.join(rule.topics)}.\n"


def _region(code: str, region: Region) -> str:
    kinds = (region.emergency, region.urgent, region.crisis, region.poison, region.abuse)
    cells = ("; ".join(f"{number} ({what})" for number, what in lines) for lines in kinds)
    return f"| {region.name} | {f'`{code}`' if code else ''} | {' | '.join(cells)} |"
