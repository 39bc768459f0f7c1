"""Draw the pictures of the demo edition into a folder: `demo_pictures.py FOLDER [NAME …]`."""

import sys
from pathlib import Path

from demo_art.gallery import AVATARS, SCENES, draw_logo

FILES = Path(__file__).parents[1] / "src/hiwar/ops/demo/files"


def main(folder: Path, names: list[str]) -> None:
    """Draw all pictures, or only those named, and say what each weighs."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, draw in {**SCENES, **AVATARS, "logo": draw_logo}.items():
        if names and name not in names:
            continue
        picture = draw()
        if name == "logo":
            target = folder / "logo.png"
            picture.save(target, optimize=True)
        elif name in AVATARS:
            target = folder / f"{name}.webp"
            picture.save(target, quality=88, method=6)
        else:
            target = folder / f"{name}.jpg"
            picture.save(target, quality=82, optimize=True, progressive=True)
        print(f"{target.name}: {target.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else FILES, sys.argv[2:])
