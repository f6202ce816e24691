"""The steps that change all but briefings: registers, settings, the clock, other files, and what
was built and remembered."""

import os
import shutil
from copy import deepcopy
from importlib.resources import files

from hypothesis import strategies as st
from hypothesis.stateful import rule

from histories.archive import (
    FILES,
    LINES,
    LINKS,
    MOMENTS,
    OF_MKDOCS,
    OFTEN_SET,
    PICTURES,
    REGISTERS,
    SETTINGS,
    TEMPLATES,
    Project,
    Tree,
)
from histories.authors import briefings, mapped, renamed, tidy
from histories.disk import DAMAGES, checked_out, copied_and_back, damage, put, seen, spoil
from histories.draws import other, texts
from histories.machine import FOREIGN, OUTPUTS, Machine, whole

IDLE = ("all files rewritten", "all files older", "site copied", "project moved", "foreign file")
LOSSES = (
    *("cache deleted", "cache cut short", "cache garbled", "cache of the start put back"),
    *("site deleted", "site of the start put back", "manifest deleted"),
)


class Meddling(Machine):
    """A history of what happens around the briefings."""

    @whole
    @rule(data=st.data(), register=st.sampled_from(tuple(REGISTERS)))
    def edit_a_register(self, data: st.DataObject, register: str) -> None:
        """A line gets another name, alias, note or grade, or loses it."""
        project = self.copy()
        lines, id_ = self.line(data, project, register)
        if id_:
            main = "title" if register == "threads" else "name"
            line = lines[id_] = lines[id_] if isinstance(lines[id_], dict) else {main: lines[id_]}
            field = data.draw(st.sampled_from((*LINES[register], main)), "field")
            only = LINES[register][field] == (line.get(field),)  # there is no other value
            if only or (field in line and field != main and data.draw(st.booleans(), "drop")):
                del line[field]
            else:
                values = other(LINES[register][field], line.get(field))
                line[field] = deepcopy(data.draw(values, field))
        self.change(data, project)

    @whole
    @rule(data=st.data(), field=st.sampled_from(("name", "aka", "not", "short", "short")))
    def call_an_entity_otherwise(self, data: st.DataObject, field: str) -> None:
        """Other texts name it then."""
        project = self.copy()
        lines, id_ = self.line(data, project, "entities")
        if id_:
            values = other(LINES["entities"][field], lines[id_].get(field))
            lines[id_][field] = deepcopy(data.draw(values, field))
        self.change(data, project)

    @whole
    @rule(data=st.data(), register=st.sampled_from(tuple(REGISTERS)))
    def rearrange_a_register(self, data: st.DataObject, register: str) -> None:
        """A line goes, has another id or another place; or the whole file goes, or is as it was
        at first."""
        project = self.copy()
        path = f"briefings/{register}.yaml"
        how = data.draw(st.sampled_from(("moved", "dropped", "renamed", "file")), "how")
        if how != "file":
            lines, id_ = self.line(data, project, register)
            if how == "moved" and id_:
                lines[id_] = lines.pop(id_)
            elif id_ and (how == "renamed" or len(lines) > 1):
                self.drop_or_rename(data, project, register, lines, id_, keep=how == "renamed")
        elif path in project and data.draw(st.booleans(), "remove"):
            del project[path]
        else:
            project[path] = deepcopy(REGISTERS[register])
        self.change(data, project)

    def drop_or_rename(
        self,
        data: st.DataObject,
        project: Project,
        register: str,
        lines: Tree,
        id_: str,
        keep: bool,
    ) -> None:
        """A line goes, or has another id (`keep`); mostly the briefings follow."""
        value = lines.pop(id_)
        one_off = "A witness" if register == "sources" else next(iter(lines), "")
        new = f"{id_}-new" if keep else one_off
        if keep:
            main = "title" if register == "threads" else "name"
            lines[new] = {**(value if isinstance(value, dict) else {main: value}), "moved": id_}
        if data.draw(st.booleans(), "followed"):
            renamed(project, id_, new)

    def line(self, data: st.DataObject, project: Project, register: str) -> tuple[Tree, str]:
        """The lines of a register, or of one kind of entities, and one of their ids."""
        lines = project.get(f"briefings/{register}.yaml", {})
        if register == "entities" and lines:
            lines = lines[data.draw(st.sampled_from(sorted(lines)), "kind")]
        return lines, data.draw(st.sampled_from([*lines]), "id") if lines else ""

    @whole
    @rule(data=st.data(), path=st.sampled_from((*FILES, *PICTURES, *PICTURES, *LINKS)))
    def replace_a_file(self, data: st.DataObject, path: str) -> None:
        """A picture, an attachment, a style sheet, a Markdown page, a link."""
        project = self.copy()
        if path in LINKS and path in project:
            del project[path]
        else:
            values = other({**FILES, **LINKS}[path], project.get(path))
            project[path] = data.draw(values, "content")
        self.change(data, project)

    replace_a_file_again = replace_a_file  # twice as often as others

    @whole
    @rule(data=st.data(), name=st.sampled_from(tuple(TEMPLATES)))
    def override_a_template(self, data: st.DataObject, name: str) -> None:
        """The site's own page, partial, macros, frame or style sheet; or the theme's again."""
        project = self.copy()
        if project.pop(f"templates/{name}", None) is None:
            text = files("dateline.templates").joinpath(name).read_text(encoding="utf-8")
            project[f"templates/{name}"] = text.replace(*TEMPLATES[name])
        self.change(data, project)

    @whole
    @rule(data=st.data(), option=st.sampled_from((*SETTINGS, *OFTEN_SET)))
    def change_a_setting(self, data: st.DataObject, option: str) -> None:
        """In mkdocs.yml."""
        project = self.copy()
        config = project["mkdocs.yml"]
        settings = config if option in OF_MKDOCS else config["plugins"][0]["dateline"]
        settings[option] = data.draw(other(SETTINGS[option], settings.get(option)), option)
        self.change(data, project)

    change_a_setting_again = change_a_setting  # twice as often as others

    @rule(data=st.data())
    def set_the_clock(self, data: st.DataObject) -> None:
        """Forwards or back, over embargoes."""
        self.now = data.draw(other(MOMENTS, self.now), "now")

    set_the_clock_again = set_the_clock  # twice as often as others

    @whole
    @rule(output=st.sampled_from(tuple(OUTPUTS)))
    def build_elsewhere(self, output: str) -> None:
        """Into another folder, with drafts or without; a preview may remember on its own."""
        self.output, self.edited = output, None

    @rule(data=st.data())
    def go_back(self, data: st.DataObject) -> None:
        """To a state that could be built: the last one, or one before that."""
        if self.past:
            last = data.draw(st.integers(1, len(self.past)), "states back")
            self.change(data, deepcopy(self.past[-last]), mends=False)

    @rule(data=st.data())
    def break_a_file(self, data: st.DataObject) -> None:
        """A slip of the pen in a briefing or a register."""
        before, broken = self.project, self.copy()
        paths = [*briefings(broken), *(path for path in broken if path.endswith("threads.yaml"))]
        broken[data.draw(st.sampled_from(paths), "file")] = "entries: [\n"
        self.change(data, broken, mends=False)
        self.incremental_equals_clean()
        assert self.failed
        self.change(data, before, mends=False)

    break_a_file_again = break_a_file  # twice as often as others

    @whole
    @rule(data=st.data())
    def save_during_a_build(self, data: st.DataObject) -> None:
        """A file is saved while a build is under way, which may have read it already."""
        first, later = self.copy(), self.copy()
        _, entry = self.entry(data, first)
        entry["text"] = data.draw(texts(first), "text")
        tidy(first)
        for path in first:
            later[path] = mapped(first[path], lambda text: text.replace("open", "shut"))
        self.change(data, first, mends=False)
        self.build(self.site, meanwhile=lambda: self.change(data, later, mends=False))
        if self.project != later:
            self.change(data, later, mends=False)

    @whole
    @rule(trick=st.sampled_from(IDLE))
    def play_where_nothing_changes(self, trick: str) -> None:
        """Files get other times and places, and none another content."""
        sources = [path for name in self.project if (path := self.root / name).is_file()]
        self.idle = self.site.exists()
        if trick == "all files rewritten":
            for path in sources:
                path.write_bytes(path.read_bytes())
        elif trick == "all files older":
            for path in sources:
                os.utime(path, ns=(10**18, 10**18))
        elif trick == "foreign file":
            put(self.site / FOREIGN, b"mine\n", "as usual")
        elif trick == "site copied" and self.site.exists():
            copied_and_back(self.site, self.base / "copy")
        elif trick == "project moved":
            self.moves += 1
            checked_out(self.root, self.base / f"project-{self.moves}")
            self.root = self.base / f"project-{self.moves}"

    @whole
    @rule(data=st.data(), manner=st.sampled_from(DAMAGES))
    def damage_a_page(self, data: st.DataObject, manner: str) -> None:
        """Somebody edits, empties or deletes what a build wrote."""
        pages = sorted({*seen(self.site)} - {FOREIGN, ".dateline.json"})
        if pages:
            damage(self.site / data.draw(st.sampled_from(pages), "page"), manner)

    @whole
    @rule(loss=st.sampled_from(LOSSES))
    def lose(self, loss: str) -> None:
        """What is remembered, what was written, or the list of it; or it is an older one again."""
        what = self.cache if loss.startswith("cache") else self.site
        if loss.startswith("cache"):
            self.edited = None
        if loss == "manifest deleted":
            (self.site / ".dateline.json").unlink(missing_ok=True)
        elif loss in ("cache cut short", "cache garbled"):
            spoil(self.cache, cut=loss.endswith("short"))
            self.garbled = True
        else:
            shutil.rmtree(what, ignore_errors=True)
            copy = self.base / "start" / ("cache" if what == self.cache else "site")
            if loss.endswith("put back") and copy.exists():
                shutil.copytree(copy, what)
