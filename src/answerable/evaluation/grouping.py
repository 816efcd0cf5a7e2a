"""Groups of topics that have something in common, so that a split never puts half of a group on each side."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping


def connected(shared: Mapping[str, Iterable[str]]) -> list[list[str]]:
    """The topics in groups that share nothing with one another, given what each topic has to share.

    Two topics are in one group where they share something, directly or through others. Groups come in the order of their
    first topic in `shared`, the topics of each in the order of their ids.
    """
    of_topic = {topic: tuple(things) for topic, things in shared.items()}
    having: defaultdict[str, list[str]] = defaultdict(list)
    for topic, things in of_topic.items():
        for thing in things:
            having[thing].append(topic)
    groups: list[list[str]] = []
    seen: set[str] = set()
    for topic in of_topic:
        waiting, group = [topic], list[str]()
        while waiting:
            one = waiting.pop()
            if one in seen:
                continue
            seen.add(one)
            group.append(one)
            waiting.extend(other for thing in of_topic[one] for other in having.pop(thing, ()))
        if group:
            groups.append(sorted(group))
    return groups
