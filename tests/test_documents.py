"""The documents say what the program does: none may fall behind it."""

import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from pydantic.fields import FieldInfo

from objector.page.flow import Flow
from objector.settings import Settings

ROOT = Path(__file__).parents[1]


def example(name: str, setting: FieldInfo) -> str:
    """Lines of ``.env.example`` about one setting: what it is for, and its default; nothing where none is set."""
    default = "" if setting.default_factory or setting.default is None else str(setting.default)
    shown = {"False": "false", "True": "true"}.get(default, default.removesuffix(".0"))
    return f"# {setting.description}\n# OBJECTOR_{name.upper()}={shown}\n"


@pytest.mark.parametrize("name", Settings.model_fields)
def test_every_setting_is_in_the_example_with_its_description_and_default(name):
    assert example(name, Settings.model_fields[name]) in (ROOT / ".env.example").read_text(encoding="utf-8")


def test_the_example_names_no_setting_that_there_is_not():
    named = re.findall(r"^# OBJECTOR_(\w+)=", (ROOT / ".env.example").read_text(encoding="utf-8"), re.MULTILINE)
    assert named == [name.upper() for name in Settings.model_fields]


def test_the_example_changes_nothing_when_it_is_copied(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    untouched = Settings()
    (tmp_path / ".env").write_text((ROOT / ".env.example").read_text(encoding="utf-8"), encoding="utf-8")
    assert Settings() == untouched


def test_the_example_holds_whatever_default_is_uncommented(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    lines = re.findall(r"^# (OBJECTOR_\w+=.+)$", (ROOT / ".env.example").read_text(encoding="utf-8"), re.MULTILINE)
    (tmp_path / ".env").write_text("\n".join(lines), encoding="utf-8")
    assert Settings() == Settings(_env_file=None)


@pytest.mark.parametrize("document", ["CONTRIBUTING.md", "CHANGELOG.md", "README.md"])
def test_files_that_a_document_names_are_there(document):
    text = (ROOT / document).read_text(encoding="utf-8")
    named = re.findall(r"`((?:objector|flows|tests|bench|\.ci)/[\w./-]*)`", text)
    named += [link for link in re.findall(r"\]\(([^)#]+)\)", text) if "://" not in link]
    assert [path for path in named if not (ROOT / path).exists()] == []


def test_the_guide_shows_a_flow_as_flows_are():
    guide = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    (shown,) = re.findall(r"```python\n(.*?)```", guide, re.DOTALL)
    module: dict[str, object] = {"__name__": "flows.shown"}
    exec(compile(shown, "CONTRIBUTING.md", "exec"), module)
    (flow,) = (value for value in module.values() if isinstance(value, type) and value.__module__ == "flows.shown")
    assert issubclass(flow, Flow)
    assert set(vars(flow)) >= {name for name in Flow.__annotations__ if not hasattr(Flow, name)} | {"file"}
    assert urlsplit(flow.addresses[0]).scheme == "https"
