from treaty_drafts.brackets.markup import Markup
from treaty_drafts.brackets.standing import Choice, Standing
from treaty_drafts.model.version import Version
def choices_of(version: Version, brackets: tuple[Standing, ...], markup: Markup) -> tuple[Choice, ...]:
    return ()
