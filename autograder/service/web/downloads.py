"""Files that people download: one as it is, several as a zip; never shown by the browser."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import quote

from starlette.responses import Response

from autograder.course.folder import CourseFolder
from autograder.course.settings import Assignment


def download(name: str, data: bytes, media_type: str = "application/octet-stream") -> Response:
    """Return a file for the browser to save."""
    disposition = f"attachment; filename*=UTF-8''{quote(name)}"
    return Response(data, media_type=media_type, headers={"Content-Disposition": disposition})


def several(name: str, files: Mapping[str, bytes]) -> Response:
    """Return files: the only one as it is, or all of them in a zip."""
    if len(files) == 1:
        return download(*next(iter(files.items())))
    return download(f"{name}.zip", _zipped(name, files), "application/zip")


def release_of(folder: CourseFolder, assignment: Assignment, language: str) -> dict[str, bytes]:
    """Return what students get: the notebooks in a language, and the files beside them."""
    known = language if language in folder.course.translated else ""
    notebooks = folder.release_notebooks(assignment, known)
    if not all(path.is_file() for path in notebooks.values()):
        notebooks = folder.release_notebooks(assignment)
    files = {path.name: path for path in notebooks.values()}
    for name, path in folder.handed_out(assignment).items():
        files |= _below(name, path)
    return {name: path.read_bytes() for name, path in files.items() if path.is_file()}


def _below(name: str, path: Path) -> dict[str, Path]:
    if path.is_file():
        return {name: path}
    inside = (file for file in path.rglob("*") if file.is_file())
    return {f"{name}/{file.relative_to(path)}": file for file in inside}


def _zipped(name: str, files: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for inside, data in files.items():
            archive.writestr(f"{name}/{inside}", data)
    return out.getvalue()
