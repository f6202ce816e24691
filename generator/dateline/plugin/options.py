"""The options of the plugin in mkdocs.yml, each checked as MkDocs loads it."""

import re
from typing import Any
from zoneinfo import available_timezones

from mkdocs.config import base
from mkdocs.config import config_options as c

from dateline.model.language import TITLE, is_language
from dateline.model.settings import Boundaries, Outputs
from dateline.model.values import nearest
from dateline.problems import ERRORS, WARNINGS

LEVELS = {"off": "off", "false": "off", "warning": "warning", "error": "error"}


class Timezone(c.Type[Any]):
    """An Area/City that the time zone data knows."""

    def __init__(self, default: str) -> None:
        super().__init__(str, default=default)

    def run_validation(self, value: object) -> str:
        """The value, if it is a zone's name."""
        name = super().run_validation(value)
        if name not in available_timezones():
            near = nearest(name, sorted(available_timezones()))
            hint = f" Did you mean {near}?" if near else ""
            raise base.ValidationError(f"`{name}` is no time zone (Area/City).{hint}")
        return str(name)


class Language(c.Type[Any]):
    """A language code that CLDR knows."""

    def __init__(self, default: str) -> None:
        super().__init__(str, default=default)

    def run_validation(self, value: object) -> str:
        """The value, if it is a language's code."""
        code = super().run_validation(value)
        if not is_language(code):
            raise base.ValidationError(f"`{code}` is no language code (en, ar, pt-BR).")
        return str(code)


class Number(c.Type[Any]):
    """A whole number from 1 on."""

    def __init__(self, default: int) -> None:
        super().__init__(int, default=default)

    def run_validation(self, value: object) -> int:
        """The value, if it is one."""
        number = super().run_validation(value)
        if isinstance(value, bool) or number < 1:
            raise base.ValidationError("A whole number from 1 on is needed.")
        return int(number)


class Checks(c.Type[Any]):
    """`code: off / warning / error`; MkDocs reads `off` as false, which is accepted."""

    def __init__(self) -> None:
        super().__init__(dict, default={})

    def run_validation(self, value: object) -> dict[str, str]:
        """Each code with its level."""
        given = super().run_validation(value)
        levels = {}
        for code, level in given.items():
            if code not in WARNINGS:
                raise base.ValidationError(no_check(str(code)))
            known = LEVELS.get(str(level).lower())
            if known is None:
                raise base.ValidationError(f"`{code}` is off, warning or error, not `{level}`.")
            levels[str(code)] = known
        return levels


def no_check(code: str) -> str:
    """Why a code's level cannot be set."""
    if code in ERRORS:
        return f"`{code}` is always an error."
    near = nearest(code, WARNINGS)
    hint = f"Did you mean `{near}`?" if near else f"Known: {', '.join(WARNINGS)}."
    return f"There is no check `{code}`. {hint}"


class Likelihood(c.Choice[str]):
    """`icd203`, `phia` or `off` (which MkDocs reads as false)."""

    def __init__(self) -> None:
        super().__init__(("icd203", "phia", "off"), default="icd203")

    def run_validation(self, value: object) -> str:
        """The scale's name."""
        return str(super().run_validation("off" if value is False else value))


class BoundariesOption(c.OptionallyRequired[Any]):
    """`natural-earth`, `none`, or a file of the site's own with its caption."""

    def __init__(self) -> None:
        super().__init__(default="natural-earth")

    def run_validation(self, value: object) -> Boundaries:
        """Whose borders maps draw."""
        if value in ("natural-earth", "none"):
            return Boundaries(known=value)
        if isinstance(value, dict) and set(value) == {"file", "caption"}:
            return Boundaries("", str(value["file"]), str(value["caption"]))
        raise base.ValidationError(
            "`boundaries` is natural-earth, none, or a mapping with `file` and `caption`."
        )


class OutputsOption(c.Type[Any]):
    """`outputs:`: true or false for each kind of output.

    Not a `SubConfig`: MkDocs's `Config` cannot have an option called `data`.
    """

    def __init__(self) -> None:
        super().__init__(dict, default={})

    def run_validation(self, value: object) -> Outputs:
        """Which kinds the site wants."""
        given = super().run_validation(value)
        kinds = Outputs.__struct_fields__
        for kind, wanted in given.items():
            if kind not in kinds:
                raise base.ValidationError(f"`{kind}` is no output; known are {', '.join(kinds)}.")
            if not isinstance(wanted, bool):
                raise base.ValidationError(f"`{kind}` is true or false, not `{wanted}`.")
        return Outputs(**given)


class Title(c.Type[Any]):
    """A pattern with `{site}`, `{date:STYLE}` and `{edition}`."""

    def __init__(self, default: str) -> None:
        super().__init__(str, default=default)

    def run_validation(self, value: object) -> str:
        """The pattern, if all in it is known."""
        pattern = str(super().run_validation(value))
        for name in re.findall(r"\{[^}]*\}?", pattern):
            if not re.fullmatch(r"\{(?:site|edition|date(?::[^}]+)?)\}", name):
                raise base.ValidationError(
                    f"`{name}` is unknown; a title knows {{site}}, {{date:full}} and {{edition}}."
                )
        return pattern


class DatelineConfig(base.Config):
    """The options of the plugin; there are no others (the format's contract, Settings)."""

    timezone = Timezone("UTC")
    language = Language("en")
    title = Title(TITLE)
    templates = c.Optional(c.Dir(exists=True))
    checks = Checks()
    claim_days = Number(7)
    may_fall = c.ListOfItems(c.Type(str), default=[])
    labels = c.ListOfItems(c.Type(str), default=[])
    likelihood = Likelihood()
    boundaries = BoundariesOption()
    feed_items = Number(30)
    feed_domain = c.Type(str, default="")
    outputs = OutputsOption()

    def validate(self) -> tuple[base.ConfigErrors, base.ConfigWarnings]:
        """As MkDocs does, but an option that does not exist is an error: a slip in its name
        must not leave the default in force without a word."""
        failed, warnings = super().validate()
        known = [name for name, _ in self._schema]
        for name in sorted(self.keys() - set(known)):
            near = nearest(name, known)
            hint = f" Did you mean `{near}`?" if near else f" Known: {', '.join(known)}."
            failed.append((name, base.ValidationError(f"There is no such option.{hint}")))
        return failed, [warning for warning in warnings if warning[0] in known]
