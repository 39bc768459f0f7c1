"""Made-up comments, and what somebody changes in a text to post it again."""

import random
import re

WORDS = {
    "en": (  # noqa: SIM905 - words are read and written in lines
        "the a of and in is was it that he she they we for on with as his her at by"
        " from this have not but what all were when can there use each which how their"
        " if will other about many then them these so some would make like him into"
        " time has look two more write go see number way people than first water been"
        " call who now find long down day get come made may part ferry harbour bridge"
        " council storm money school teacher price bread tax mayor vote minister"
        " street lamp train rain garden museum library engineer orchard budget island"
        " market doctor hospital police river coast fishing boat captain night winter"
        " summer morning evening neighbour window family children government"
    ).split(),
    "ar": (  # noqa: SIM905
        "في من على إلى عن مع هذا هذه الذي التي كان كانت لا ما لم لن قد كل بعض بين بعد"
        " قبل عند حتى إذا لكن أو ثم هو هي هم نحن الميناء الجسر العبارة البلدية المدينة"
        " السوق الخبز السعر المدرسة المعلم الضريبة الوزير الشارع القطار المطر الحديقة"
        " المتحف المكتبة المهندس البستان الموازنة الجزيرة الطبيب المستشفى الشرطة النهر"
        " الساحل الصيد القارب الليل الشتاء الصيف الصباح المساء الجار النافذة العائلة"
        " الأطفال الحكومة الجريدة القصة التعليق القارئ الرأي الحقيقة الكذب دائما أحد"
    ).split(),
}
LIKE = str.maketrans("aeocip", "аеосір")
MARKS = "َُِّْـ"


def comment(dice, language):
    return " ".join(_sentence(dice, language) for _ in range(dice.randint(2, 6)))


def _sentence(dice, language):
    words = dice.choices(WORDS[language], k=dice.randint(5, 14))
    return " ".join(words).capitalize() + dice.choice(".!?")


def other_words(text, dice, language):
    """Replace one word in eight."""
    words = text.split()
    for place in dice.sample(range(len(words)), max(1, len(words) // 8)):
        words[place] = dice.choice(WORDS[language])
    return " ".join(words)


def framed(text, dice, language):
    """Begin and end with some words of one's own."""
    first, last = (" ".join(dice.choices(WORDS[language], k=4)) for _ in range(2))
    return f"{first.capitalize()}! {text} {last}."


def disguised(text, dice, language):
    """Write letters of other scripts, marks and what nobody sees."""
    written = []
    for char in text:
        is_changed = char.isalpha() and dice.random() < 0.15
        written.append(char.translate(LIKE) if is_changed else char)
        if language == "ar" and is_changed:
            written.append(dice.choice(MARKS))
        if dice.random() < 0.05:
            written.append("\u200b")
    return "".join(written)


def mistyped(text, dice, _language):
    """Leave out, double or swap one letter in thirty."""
    letters = list(text)
    for _ in range(max(2, len(text) // 30)):
        place = dice.randrange(len(letters) - 1)
        pair = letters[place] + letters[place + 1]
        letters[place] = dice.choice(["", letters[place] * 3, pair[::-1]])
    return "".join(letters)


def turned(text, dice, _language):
    """Say the sentences in another order."""
    sentences = re.split(r"(?<=[.!?]) ", text)
    dice.shuffle(sentences)
    return " ".join(sentences)


def addressed(text, dice, language):
    """Speak to somebody else and link to another page."""
    name = dice.choice(WORDS[language])
    link = f"https://{dice.randrange(9**9)}.example/{dice.randrange(999)}"
    return f"@{name}{dice.randrange(999)} {text} {link}"


KINDS = [other_words, framed, disguised, mistyped, turned, addressed]


def dice_of(seed):
    return random.Random(seed)
