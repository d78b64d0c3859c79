from treaty_drafts.brackets.standing import Attribution
def attribution_of(head: str, tail: str, *, whole: bool) -> Attribution | None:
    return None
