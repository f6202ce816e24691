"""Arabic: a weekday is linked where its clause has one of the verbs of the past that news is told
with, or “أمس” or “اليوم”, and nothing in it looks ahead."""

import re

from dateline.prose.calendars.table import Calendar, Cues, any_in, calendar, phrases, words

WEEKDAYS = """
    الاثنين الإثنين الأثنين
    الثلاثاء
    الأربعاء الاربعاء
    الخميس
    الجمعة
    السبت
    الأحد الاحد
"""
MONTHS = """
    يناير كانون_الثاني جانفي
    فبراير شباط فيفري
    مارس آذار اذار
    أبريل ابريل إبريل نيسان أفريل
    مايو أيار ايار ماي
    يونيو يونيه حزيران جوان
    يوليو يوليه تموز جويلية
    أغسطس اغسطس آب غشت أوت
    سبتمبر أيلول ايلول شتنبر
    أكتوبر اكتوبر تشرين_الأول
    نوفمبر تشرين_الثاني نونبر
    ديسمبر كانون_الأول دجنبر
"""
OTHERS = """
    كل صلاة خطبة خطباء حتى لغاية منذ قبل بعد إلى من بين ذات أول ثاني آخر أيام مجزرة مسجد جامع سوق
    جريدة صحيفة مجلة بحلول
"""
OTHER_BEFORE = (
    rf"(?<!\w)(?:{any_in(OTHERS)})\s+(?:يوم\s+|مساء\s+|صباح\s+)?",
    r"{weekday}\s*(?:[–—/-]|أو|إلى)\s*",
)
LAST = """
    الماضي الماضية الفائت الفائتة المنصرم المنصرمة المقبل المقبلة القادم القادمة التالي التالية
    الآتي السابق السابقة العظيمة الأسود السوداء الدامي الدامية الحزينة الأول الأولى الثاني الثانية
    الأخير الأخيرة من_كل
"""
OTHER_AFTER = (
    r"\s*(?:[–—/-]|\sأو|\sإلى)\s*{weekday}",
    r"[–/](?=\w)",
    r"\s+و?{weekday}",
    rf"\s+(?:{any_in(LAST)})(?!\w)",
)
TO_COME = """
    سوف غدا غداً المقبل المقبلة القادم القادمة المقرر المتوقع المزمع المرتقب المرتقبة المنتظر يعتزم
    تعتزم ينوي تنوي يتوقع يُتوقع موعد قد يجب ينبغي يمكن لن المفترض
"""
WILL = (
    r"(?<!\w)[وف]?س(?!يطر|يار|ياس|ياد|يد|ينا|تة|تين|تار|نو|نة|يول|يرج|أل|تالين|يناريو)[يتنأ]\w{2,}"
)
"""The future's letter before a verb; control, cars and politics begin like it."""
BREAKS = "الذي التي الذين لكن بينما فيما حيث بعدما عندما قبل أن إن أنه أنها إنه إنها"
VERBS = """
    قال أعلن أكد أفاد ذكر أضاف أوضح أشار نفى كشف وصل التقى اجتمع عقد زار بدأ انتهى استمر قتل أصيب
    جرح لقي شن سيطر دخل غادر انسحب اندلع تعرض استهدف أطلق سقط قصف هاجم استعاد وقع وقّع أصدر وافق
    رفض اتهم أدان دعا طالب حذر اعتقل أوقف تمكن نفذ شهد كان جرى توفي فجر انفجر أسفر نشر بث وجه
"""
SPEAKING = "قال أعلن أكد أفاد ذكر أضاف أوضح أشار نفى كشف"
ENDINGS = ("", "ت", "وا", "ا", "تا")


def forms(verbs: str) -> list[str]:
    """The third persons of verbs, alone and after `و` and `ف`."""
    found = (
        verb[:-1] + end if verb.endswith("ى") and end else verb + end
        for verb in verbs.split()
        for end in ENDINGS
    )
    return [start + form for form in dict.fromkeys(found) for start in ("", "و", "ف")]


def table() -> Calendar:
    """The calendar of Arabic."""
    other_name = rf"(?:\s*/\s*(?:{any_in(MONTHS)}))?"
    return calendar(
        weekdays=WEEKDAYS,
        months=MONTHS,
        prefix="[وف]?",
        orders=(
            rf"{{day}}\s+(?:من\s+)?{{month}}{other_name}(?:\s+(?:من\s+)?(?:عام\s+|سنة\s+)?{{year}})?",
            r"{day}/{number}/{year}",
        ),
        gap=r"\s*[،,]?\s+(?:الموافق\s+(?:لـ?\s*)?)?|\s*\(\s*",
        apposed=r"\s*\(\s*|\s+",
        loosely=r"\s*[،,]\s+",
        and_="و|أو|إلى",
        elsewhen=r"(?<!\w)(?:ال)?(?:سنة|سنوات|عام|أعوام|ذكرى|قرن|عقد)(?!\w)",
        of_month=r"\s+(?P<day>\d{1,2})(?![.,:%]?\w)",
        other_before="|".join(OTHER_BEFORE),
        other_after="|".join(OTHER_AFTER),
        habit=Cues(
            words("عادة أسبوعيا دائما"),
            phrases=phrases({"الأسبوع الشهر العام": r"\s+(?:الماضي|المقبل|القادم)(?!\w)"}),
        ),
        breaks=words(BREAKS),
        sure=r"(?<!\w)[وف]?(?:أمس|البارحة)\s+(?:يوم\s+)?",
        telling=frozenset(forms(SPEAKING)),
        future=Cues(words(TO_COME), anywhere=re.compile(WILL)),
        past=Cues(frozenset((*forms(VERBS), "أمس", "اليوم"))),
    )
