"""How templates become code: as Jinja does it, with less to do at every turn.

Jinja's code asks the environment for every attribute and the context for every call: either may
mean something else than it seems. Nearly all of ours are what they seem, fields of records and
macros, and the code made here takes them so. Words of the interface that stand in a template are
translated while it is compiled.

Where that is not enough (a key of a mapping, a field that is not there) such code raises
`AttributeError` or `TypeError`; Jinja's own, of an environment that is not `quick`, then finds the
value or says what is wrong.
"""

from collections.abc import Callable, Iterable, MutableMapping
from functools import cache
from keyword import iskeyword
from pathlib import Path
from typing import Any

import jinja2
from jinja2 import nodes
from jinja2.bccache import Bucket
from jinja2.compiler import CodeGenerator, Frame
from jinja2.environment import TemplateModule
from jinja2.idtracking import VAR_LOAD_RESOLVE
from jinja2.nodes import EvalContext
from jinja2.runtime import Macro as AnyMacro
from jinja2.utils import missing, pass_eval_context
from jinja2.visitor import NodeTransformer
from markupsafe import Markup
from markupsafe import escape as escape_any

from dateline.model import language

try:
    from markupsafe import _escape_inner as escape_text  # type: ignore[attr-defined]
except ImportError:  # it is no promise of theirs; without it the same is slower
    escape_text = escape_any

new_text = str.__new__
"""Makes `Markup` of what needs no look."""
MAY_BE_MISSING = {"defined", "undefined", "default", "d"}
"""The tests and filters of what may not be there."""


def escape(value: object) -> str:
    """A value as HTML, to be printed. Nearly all are texts; of these no `Markup` is made."""
    kind = type(value)
    if kind is str:
        return escape_text(value)  # type: ignore[arg-type, no-any-return, unused-ignore]
    return value if kind is Markup else escape_any(value)  # type: ignore[return-value]


class Macro(AnyMacro):
    """A macro whose arguments are in their places at once, if they are given plainly."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        extra = self.catch_kwargs, self.catch_varargs, self.caller, self.explicit_caller
        self.plain = -1 if any(extra) else self._argument_count
        """How many arguments it takes, if it takes nothing else."""

    @pass_eval_context
    def __call__(self, *args: Any, **kwargs: Any) -> str:
        """The macro's text."""
        if args and type(args[0]) is EvalContext:
            return super().__call__(*args, **kwargs)
        if len(args) < self.plain:
            rest = self.arguments[len(args) :]
            args += tuple([kwargs.pop(name, missing) for name in rest])
        if kwargs or len(args) != self.plain:
            return super().__call__(*args, **kwargs)
        return new_text(Markup, self._func(*args))


class Translated(NodeTransformer):
    """Puts words in the place of calls that ask for them, and for nothing that varies."""

    def __init__(self, words: dict[str, Callable[..., str]]) -> None:
        self.words = words

    def visit_Call(self, node: nodes.Call) -> nodes.Node:
        """`_('Sources')`, `pgettext('status', 'claimed')`."""
        self.generic_visit(node)
        texts = [each.value for each in node.args if isinstance(each, nodes.Const)]
        varies = len(texts) < len(node.args) or node.kwargs or node.dyn_args or node.dyn_kwargs
        if varies or not isinstance(node.node, nodes.Name) or node.node.name not in self.words:
            return node
        words = self.words[node.node.name](*texts)
        return node if "%" in words else nodes.Const(Markup(words), lineno=node.lineno)


class Generator(CodeGenerator):
    """Writes the code of a template."""

    environment: "Environment"
    may_be_missing = False
    """Whether an expression is being written whose value may not be there."""

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:
        """The whole module. In it `Macro` and `escape` are ours."""
        own = {each.name for each in node.find_all(nodes.Name) if each.ctx != "load"}
        if not own & {*self.environment.words} and not node.find(nodes.EvalContextModifier):
            node = Translated(self.environment.words).visit(node)
        super().visit_Template(node, frame)
        self.writeline(f"from {__name__} import Macro, escape, escape_text")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        """What stands before an expression that is printed."""
        if not is_escaped(frame):
            super()._output_child_pre(node, frame, finalize)
        elif isinstance(node, nodes.Call):
            self.write("(printed if type(printed := ")
        else:
            self.write("(escape_text(printed) if type(printed := ")

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        """What stands behind it: what is called returns `Markup` mostly, all else is text."""
        if not is_escaped(frame):
            super()._output_child_post(node, frame, finalize)
        else:
            usual = "Markup" if isinstance(node, nodes.Call) else "str"
            self.write(f") is {usual} else escape(printed))")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:
        """`a.b`."""
        if self.may_be_missing or iskeyword(node.attr):
            super().visit_Getattr(node, frame)
        else:
            self.visit(node.node, frame)
            self.write(f".{node.attr}")

    def visit_Test(self, node: nodes.Test, frame: Frame) -> None:
        """`a is b`."""
        self.visit_named(node, frame, super().visit_Test)

    def visit_Filter(self, node: nodes.Filter, frame: Frame) -> None:
        """`a | b`."""
        self.visit_named(node, frame, super().visit_Filter)

    def visit_named(
        self,
        node: nodes.Test | nodes.Filter,
        frame: Frame,
        visit: Callable[[Any, Frame], None],
    ) -> None:
        """A test or filter."""
        before = self.may_be_missing
        self.may_be_missing = before or node.name in MAY_BE_MISSING
        visit(node, frame)
        self.may_be_missing = before

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:
        """`f(a, b=c)`."""
        if forward_caller or not self.is_direct(node, frame):
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for argument in (*node.args, *node.kwargs):
            self.visit(argument, frame)
            self.write(", ")
        self.write(")")

    def is_direct(self, node: nodes.Call, frame: Frame) -> bool:
        """Whether a call is what it seems: what is called does not ask for the context."""
        if node.dyn_args or node.dyn_kwargs or not is_escaped(frame):
            return False
        if any(iskeyword(each.key) for each in node.kwargs):
            return False
        if not isinstance(node.node, nodes.Name):
            return True
        load = frame.symbols.find_load(frame.symbols.ref(node.node.name))
        if load is None or load[0] != VAR_LOAD_RESOLVE:
            return True
        called = self.environment.globals.get(node.node.name)
        return getattr(called, "jinja_pass_arg", None) is None

    def _import_common(self, node: nodes.Import | nodes.FromImport, frame: Frame) -> None:
        """The macros that an import takes its names from."""
        if node.with_context or not isinstance(node.template, nodes.Const):
            super()._import_common(node, frame)
        else:
            self.write(f"environment.macros({node.template.value!r})")


def is_escaped(frame: Frame) -> bool:
    """Whether all that is printed there is escaped: it is, unless a template says otherwise."""
    return frame.eval_ctx.autoescape and not frame.eval_ctx.volatile


class Environment(jinja2.Environment):
    """Jinja as Dateline uses it: autoescape always on, an unknown name is an error. `quick`:
    with our code."""

    def __init__(self, folders: Iterable[Path], lang: str, *, quick: bool) -> None:
        """`folders`: where templates are, the built-in ones last. By `dateline/` and its name a
        built-in one is found whatever stands in for it: who does may extend it."""
        found = [jinja2.FileSystemLoader(folder) for folder in folders]
        super().__init__(
            loader=jinja2.ChoiceLoader([*found, jinja2.PrefixLoader({"dateline": found[-1]})]),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            auto_reload=False,
            cache_size=-1,
            bytecode_cache=compiled(lang, quick),
            extensions=["jinja2.ext.i18n"],
        )
        catalogue = language.translations(lang)
        self.install_gettext_translations(catalogue, newstyle=True)  # type: ignore[attr-defined]
        self.words: dict[str, Callable[..., str]] = {
            "_": catalogue.gettext,
            "gettext": catalogue.gettext,
            "pgettext": catalogue.pgettext,
        }
        self.code_generator_class = Generator if quick else CodeGenerator
        self.modules: dict[str, TemplateModule] = {}

    def macros(self, name: str) -> TemplateModule:
        """What a template of macros exports; it has no page of its own, and is asked once."""
        if name not in self.modules:
            self.modules[name] = self.get_template(name).module
        return self.modules[name]

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """The globals of a template, plainly: they are copied for every page."""
        return {**self.globals, **(d or {})}


class Compiled(jinja2.BytecodeCache):
    """Templates that this process has compiled, by their source: a preview and the tests build
    many times."""

    def __init__(self) -> None:
        self.code: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """What was compiled from the same source."""
        code = self.code.get(bucket.key + bucket.checksum)
        if code is not None:
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what has been compiled."""
        self.code[bucket.key + bucket.checksum] = bucket.bytecode_to_string()


@cache
def compiled(lang: str, quick: bool) -> Compiled:
    """What has been compiled in a language, whose words stand in it."""
    return Compiled()
