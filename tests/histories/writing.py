"""The steps that change briefings: what authors do every day."""

from copy import deepcopy

from hypothesis import strategies as st
from hypothesis.stateful import rule

from histories.archive import COUNTS, DAYS, FIGURES, HEADLINES, NAMES, SECTIONS, WORDS, Project
from histories.authors import (
    briefings,
    counted,
    far_targets,
    ids,
    name_of,
    path_of,
    pointed_to,
    renamed,
)
from histories.draws import (
    BRIEFING_FIELDS,
    HOLDS,
    drop_field,
    entries,
    entry_fields,
    new_briefings,
    other,
    set_field,
    texts,
)
from histories.machine import Machine, whole

MOST = 8
"""How many briefings an archive has at most."""


class Writing(Machine):
    """A history of what authors write."""

    @rule(data=st.data())
    def edit_a_word(self, data: st.DataObject) -> None:
        """Another word, of the same length or not, in a text or a headline."""
        project = self.copy()
        _, entry = self.entry(data, project)
        pools = [p for p in (WORDS, HEADLINES, DAYS) if any(w in entry["text"] for w in p)]
        pool = data.draw(st.sampled_from(pools or [WORDS]), "words")
        old = next((word for word in pool if word in entry["text"]), pool[0])
        entry["text"] = entry["text"].replace(old, data.draw(other(pool, old), "word"), 1)
        self.change(data, project)

    @rule(data=st.data())
    def rewrite_an_entry(self, data: st.DataObject) -> None:
        """Another text."""
        project = self.copy()
        _, entry = self.entry(data, project)
        entry["text"] = data.draw(texts(project), "text")
        self.change(data, project)

    @whole
    @rule(data=st.data())
    def set_or_drop_a_field(self, data: st.DataObject) -> None:
        """A fact of an entry: status, thread, place, draft, what it resolves, …"""
        project = self.copy()
        name, entry = self.entry(data, project)
        said = sorted(entry.keys() - {"section", "text"})
        if said and data.draw(st.booleans(), "drop"):
            drop_field(entry, data.draw(st.sampled_from(said), "field"))
        else:
            fields = entry_fields(project, name)
            often = [field for field in ("status", "thread", "draft", "figures") if field in fields]
            field = data.draw(st.sampled_from([*fields, *often]), "field")
            set_field(entry, field, data.draw(fields[field], field))
        self.change(data, project)

    @whole
    @rule(data=st.data())
    def count_again(self, data: st.DataObject) -> None:
        """A figure of a series gets another number or another name; or an entry its figures."""
        project = self.copy()
        found = [figure for path in briefings(project) for figure in counted(project[path])]
        if found and data.draw(st.integers(0, 3), "begin"):
            figure = data.draw(st.sampled_from(found), "figure")
            field = data.draw(st.sampled_from(("value", "value", "what")), "field")
            figure[field] = data.draw(other(COUNTS[field], figure[field]), field)
        else:
            _, entry = self.entry(data, project)
            entry["figures"] = deepcopy(data.draw(st.sampled_from(FIGURES[2:]), "figures"))
        self.change(data, project)

    count_again_and_again = count_again  # three times as often as others
    count_again_once_more = count_again

    @whole
    @rule(data=st.data())
    def settle_an_entry(self, data: st.DataObject) -> None:
        """A later entry says what became of an earlier one, or no longer does."""
        project = self.copy()
        later = [path for path in briefings(project) if name_of(path)[:10] > DAYS[0]]
        path = data.draw(st.sampled_from(later or briefings(project)), "briefing")
        entry = data.draw(st.sampled_from(project[path]["entries"]), "entry")
        fields = entry_fields(project, name_of(path))
        if not entry.pop("resolves", None) and "resolves" in fields:
            entry["resolves"] = data.draw(fields["resolves"], "resolves")
        self.change(data, project)

    @whole
    @rule(data=st.data())
    def change_a_briefings_field(self, data: st.DataObject) -> None:
        """Its title, key points, `as_of`, whether it is held back, …"""
        project = self.copy()
        _, briefing = self.briefing(data, project)
        field = data.draw(st.sampled_from([*BRIEFING_FIELDS, "draft", "as_of", "summary"]), "field")
        if field in briefing and field != "as_of":
            del briefing[field]
        else:
            briefing[field] = data.draw(BRIEFING_FIELDS[field], field)
        self.change(data, project)

    @whole
    @rule(data=st.data())
    def move_an_entry(self, data: st.DataObject) -> None:
        """To another section, or to another place in its briefing."""
        project = self.copy()
        _, briefing = self.briefing(data, project)
        items = briefing["entries"]
        item = items.pop(data.draw(st.integers(0, len(items) - 1), "entry"))
        item["section"] = data.draw(st.sampled_from(SECTIONS), "section")
        items.insert(data.draw(st.integers(0, len(items)), "place"), item)
        self.change(data, project)

    @rule(data=st.data())
    def add_or_delete_an_entry(self, data: st.DataObject) -> None:
        """Of a briefing, which keeps at least one."""
        project = self.copy()
        name, briefing = self.briefing(data, project)
        items = briefing["entries"]
        if len(items) < 3 and data.draw(st.booleans(), "add"):
            place = data.draw(st.integers(0, len(items)), "place")
            items.insert(place, data.draw(entries(project, name), "entry"))
        elif len(items) > 1:
            del items[data.draw(st.integers(0, len(items) - 1), "entry")]
        self.change(data, project)

    @rule(data=st.data())
    def add_or_delete_a_briefing(self, data: st.DataObject) -> None:
        """Before, between or after the others; another edition, another language."""
        project = self.copy()
        paths = briefings(project)
        taken = {name_of(path) for path in paths}
        if len(paths) < MOST and data.draw(st.booleans(), "add"):
            free = [name for name in NAMES if name not in taken]
            free += 3 * [name for name in free if name in pointed_to(project)]
            self.add(data, project, data.draw(st.sampled_from(free), "name"))
        elif len(paths) > 1:
            del project[data.draw(st.sampled_from(paths), "briefing")]
        self.change(data, project)

    def add(self, data: st.DataObject, project: Project, name: str) -> None:
        """A new briefing."""
        project[f"briefings/{name}.yaml"] = data.draw(new_briefings(project, name), name)

    @whole
    @rule(data=st.data())
    def change_what_is_led_to(self, data: st.DataObject) -> None:
        """A day, briefing or entry that texts lead to comes, goes, is held back or published."""
        project = self.copy()
        if targets := far_targets(project):
            name, _, id_ = data.draw(st.sampled_from(targets), "what is led to").partition("#")
            path = path_of(project, name)
            if path not in project:
                self.add(data, project, name)
            elif len(briefings(project)) > 1 and data.draw(st.integers(0, 3), "goes") == 3:
                del project[path]
            else:
                found = dict(zip(ids(project[path]), project[path]["entries"], strict=True))
                self.hold_or_publish(data, found.get(id_, project[path]))
        self.change(data, project)

    change_what_is_led_to_again = change_what_is_led_to  # three times as often as others
    change_what_is_led_to_often = change_what_is_led_to

    def hold_or_publish(self, data: st.DataObject, item: Project) -> None:
        """A briefing or an entry is held back, or no longer."""
        if item.pop("draft", None) is None and item.pop("embargo", None) is None:
            field, item[field] = data.draw(HOLDS, "held back by")

    @whole
    @rule(data=st.data())
    def rename_a_briefing(self, data: st.DataObject) -> None:
        """Another day, edition or language, or only another folder; or two take each other's."""
        project = self.copy()
        old = data.draw(st.sampled_from(briefings(project)), "briefing")
        name = data.draw(st.sampled_from(NAMES), "name")
        if (new := path_of(project, name)) in project:
            project[old], project[new] = project[new], project[old]
        else:
            folder = data.draw(st.sampled_from(("briefings", "briefings/old")), "folder")
            project[f"{folder}/{name}.yaml"] = project.pop(old)
            if "." not in name_of(old) + name:
                renamed(project, name_of(old), name)
        self.change(data, project)
