"""Follow-up questions, understood in the context of an article and answered under the same promises."""
