"""How tests put a submission to one rule."""

from hiwar.discussion.screening import BY_NAME, DEFAULTS, Setting, Submission, looks


def ask(name, text="Good.", *, threshold=None, words="", verdict=None, **facts):
    """Return what the rule called `name` notices, set as told or as by itself."""
    default = DEFAULTS[name]
    setting = Setting(
        verdict=verdict or default.verdict,
        threshold=default.threshold if threshold is None else threshold,
        words=words,
    )
    return BY_NAME[name].notice(submission(text, **facts), setting)


def submission(text, **facts):
    return Submission(**{"text": text, "look": looks.words_of(text), **facts})
