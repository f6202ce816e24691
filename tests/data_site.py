"""A site in Arabic and English whose briefing has every field, and texts that break files: `]]>`,
`&`, quotes, formulas, emoji. (Control characters are refused where they are read.)"""

from pathlib import Path

from conftest import build_site, write_site
from dateline.model.settings import Outputs
from photographs import saved, scene

DATA = Outputs(cards=False, search=False, feeds=False, markdown=False, email=False, pictures=False)
"""The outputs of a site of which only the data is looked at."""
SETTINGS = """\
site_name: "يوميات & <الساحل> ]]>"
site_url: https://coast.example/daily/
site_description: موجز
copyright: "© هيئة التحرير & أصدقاء"
docs_dir: briefings
theme: dateline
plugins:
  - dateline:
      language: ar
      timezone: Asia/Damascus
      outputs: {cards: false, search: false, feeds: false, markdown: false, email: false}
"""
SECTIONS = "roads: {name: {ar: الطرق, en: Roads}, aka: الجسور}\nports: {name: الموانئ}\n"
THREADS = "bridge: {title: {ar: جسر النهر, en: The bridge}, moved: old-bridge}\n"
SOURCES = """\
office: {name: {ar: مديرية الطرق, en: Roads office}, kind: {ar: رسمي, en: official}, grade: B}
"""
ENTITIES = """\
people:
  lind: {name: {ar: مارا ليند, en: Mara Lind}, role: {ar: مديرة, en: director}}
places:
  alden: {name: {ar: ألدن, en: Alden}, at: [35.52, 35.79], precision: locality, aka: ألدن القديمة}
  clinic: {name: {ar: عيادة الشاطئ, en: Beach clinic}, at: [35.5212345, 35.7912345],
    precision: exact, protect: true, in: alden}
  nowhere: {name: {ar: لا مكان, en: Nowhere}}
organisations:
  aho: {name: {ar: هيئة الميناء, en: Harbour board}}
things:
  karin: {name: MV Karin}
"""
BEFORE = """\
entries:
  الطرق:
    id: bridge
    thread: bridge
    status: claimed
    text: |
      # الجسر آمن

      قالت المديرية إن الجسر آمن [@office].
  الموانئ:
    status: claimed
    text: |
      # الميناء مفتوح

      هكذا قيل.
"""
EVERYTHING = r"""as_of: 2016-05-12 19:40
title: "=HYPERLINK(\"https://evil.example\") & ]]> <b> 🌊"
by: [ليلى & حداد, "@Jonas"]
intro: "سطر فوق كل شيء ]]> & <script>alert(1)</script> 🌊 [@office]"
summary:
  - bridge: الجسر مغلق & ]]>
  - الموانئ بلا تغيير
photo: {file: sea.png, alt: "بحر \"هائج\" & ]]>", caption: "موج 🌊", credit: "=ليلى", link: "https://x.example/?a=1&b=2"}
figures:
  - {what: "سفن & قوارب", value: "13.5 million [@office, ص 3]", unit: طن}
corrections:
  - 2016-05-13: تصويب & ]]>
entries:
  الطرق:
    id: bridge
    headline: "+الجسر \"مغلق\", & ]]> <i> 🌉"
    label: "-عاجل"
    status: denied
    kind: analysis
    trend: worse
    time: 08:15
    by: "=cmd|' /C calc'!A0"
    thread: bridge
    place: [alden, clinic]
    resolves: 2016-05-11#bridge
    photo: {file: sea.png, alt: جسر}
    text: |
      أغلق الجسر في ألدن & ]]> صباح الخميس [@office, تقرير]. قالت مارا ليند إن <b>MV Karin</b> 🌉.
      انظر [اليوم السابق](see:2016-05-11#bridge) و[الموانئ](#port).

      ### ماذا بعد؟

      > لن يعبر أحد & ]]>.
      > — مارا ليند

      | السفينة | الحمولة |
      |---|---|
      | MV Karin | 6,500 |
    accounts:
      - office: الشقوق سطحية & ]]> 🌉.
      - سائقون: تحركت الأرض.
    figures:
      - المصابون: 2–3 [@office]
      - {what: الدعامات, value: "3", of: "8", series: pillars, as_of: 2016-05-12}
      - {what: العمل, value: "~40 %", series: work, as_of: 2016-05-12 18:00, status: claimed}
    updates:
      - 14:30: فحص & ]]> هيئة الميناء.
      - {time: "18:05", status: confirmed, text: "نُقل *ثلاثة* 🚑."}
    corrections:
      - {at: 2016-05-12 17:20, note: "أُغلق صباحًا & ]]>.", was: "=أُغلق ظهرًا"}
    internal: SECRETWORD
  الموانئ:
    id: port
    status: withdrawn
    text: |
      # سُحب هذا الخبر

      غرقت MV Karin في ألدن.
    corrections:
      - 2016-05-12 18:00: لم يكن صحيحًا.
internal: SECRETWORD
"""
DRAFT = "draft: true\nentries:\n  الطرق:\n    text: DRAFTWORD هنا.\n"
ENGLISH = """\
entries:
  Roads:
    id: bridge
    text: |
      # The bridge is closed

      Mara Lind says so [@office].
"""


def data_site(folder: Path) -> Path:
    """The site on disk."""
    files = {
        "mkdocs.yml": SETTINGS,
        "briefings/sections.yaml": SECTIONS,
        "briefings/threads.yaml": THREADS,
        "briefings/sources.yaml": SOURCES,
        "briefings/entities.yaml": ENTITIES,
        "briefings/2015-12-30.yaml": BEFORE,
        "briefings/2016-05-11.yaml": BEFORE,
        "briefings/2016-05-12.yaml": EVERYTHING,
        "briefings/2016-05-12.en.yaml": ENGLISH,
        "briefings/2016-05-13.yaml": DRAFT,
    }
    write_site(folder, files)
    (folder / "briefings/sea.png").write_bytes(saved(scene(), "PNG"))
    return folder


def built(folder: Path) -> Path:
    """The folder that it was built into."""
    build_site(data_site(folder / "source"), folder / "site", outputs=DATA)
    return folder / "site"
