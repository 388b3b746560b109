"""Files that take their names when they are whole."""

import os
import stat

import pytest

from arabnews_nlp.cli.outputs import Outputs, check_outputs
from arabnews_nlp.errors import ConfigError


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_a_file_has_its_name_when_the_block_ends(tmp_path):
    path = tmp_path / "a"
    path.write_text("old")
    with Outputs() as outputs:
        outputs.open(str(path)).write("new")
        assert path.read_text() == "old"
    assert path.read_text() == "new" and names(tmp_path) == ["a"]


def test_an_error_leaves_what_was_there(tmp_path):
    (tmp_path / "a").write_text("old")
    with pytest.raises(KeyboardInterrupt), Outputs() as outputs:
        outputs.open(str(tmp_path / "a")).write("new")
        outputs.open(str(tmp_path / "b")).write("new")
        raise KeyboardInterrupt
    assert (tmp_path / "a").read_text() == "old" and names(tmp_path) == ["a"]


def test_a_link_stays_a_link_and_a_mode_stays(tmp_path):
    (tmp_path / "a").write_text("old")
    (tmp_path / "a").chmod(0o640)
    (tmp_path / "link").symlink_to("a")
    with Outputs() as outputs:
        outputs.open(str(tmp_path / "link")).write("new")
    assert (tmp_path / "link").is_symlink() and (tmp_path / "a").read_text() == "new"
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o640


def test_a_device_and_a_named_pipe_are_written_to_as_they_are(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    reader = os.open(tmp_path / "pipe", os.O_RDONLY | os.O_NONBLOCK)
    with Outputs() as outputs:
        outputs.open("/dev/null").write("a")
        outputs.open(str(tmp_path / "pipe")).write("b")
    assert os.read(reader, 10) == b"b" and names(tmp_path) == ["pipe"]
    os.close(reader)


def test_what_a_killed_run_left_is_no_hindrance(tmp_path):
    (tmp_path / ".a.partial").write_text("half of something long")
    with Outputs() as outputs:
        outputs.open(str(tmp_path / "a")).write("new")
    assert (tmp_path / "a").read_text() == "new" and names(tmp_path) == ["a"]


def test_two_runs_of_one_output_are_refused(tmp_path):
    with Outputs() as outputs:
        outputs.open(str(tmp_path / "a")).write("first")
        outputs.open_folder(str(tmp_path / "folder"))
        with pytest.raises(ConfigError, match="another run"), Outputs() as others:
            others.open(str(tmp_path / "a"))
        with pytest.raises(ConfigError, match="another run"), Outputs() as others:
            others.open_folder(str(tmp_path / "folder"))
    assert (tmp_path / "a").read_text() == "first"


def test_a_folder_with_files_is_never_replaced(tmp_path):
    (tmp_path / "folder").mkdir()
    with Outputs() as outputs, open(f"{outputs.open_folder(str(tmp_path / 'folder'))}/a", "w") as file:
        file.write("new")
    assert (tmp_path / "folder" / "a").read_text() == "new" and names(tmp_path) == ["folder"]
    with pytest.raises(ConfigError, match="not empty"), Outputs() as outputs:
        outputs.open_folder(str(tmp_path / "folder"))
    with pytest.raises(ConfigError, match="is a file"), Outputs() as outputs:
        outputs.open_folder(str(tmp_path / "folder" / "a"))


def test_files_that_are_one_are_refused_however_they_are_named(tmp_path):
    one, hard, soft, new = (str(tmp_path / name) for name in ("one", "hard", "soft", "new"))
    (tmp_path / "one").write_text("text")
    os.link(one, hard)
    os.symlink(one, soft)
    for output in (one, hard, soft):
        with pytest.raises(ConfigError, match="input and output"):
            check_outputs([one], [output])
        with pytest.raises(ConfigError, match="input and output"):
            check_outputs([one], [None, output], in_place=True)
        assert check_outputs([one], [output], in_place=True)
    with pytest.raises(ConfigError, match="is also the file of"):
        check_outputs([one], [new, f"{tmp_path}/./new"])
    with pytest.raises(ConfigError, match="folder"):
        check_outputs([one], [str(tmp_path)])
    assert not check_outputs([one], [new, None])


def test_no_output_where_the_folder_is_missing_or_the_file_is_read_only(tmp_path, monkeypatch):
    with pytest.raises(ConfigError, match="No such file"), Outputs() as outputs:
        outputs.open(str(tmp_path / "missing" / "a"))
    (tmp_path / "a").write_text("old")
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    with pytest.raises(ConfigError, match="Permission denied"), Outputs() as outputs:
        outputs.open(str(tmp_path / "a"))
