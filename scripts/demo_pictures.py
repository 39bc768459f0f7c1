"""Draw the demo edition's pictures: `demo_pictures.py [FOLDER [NAME …]]`."""

import sys
from pathlib import Path

from demo_art.gallery import AVATARS, SCENES, draw_logo
from PIL import Image

HEAVIEST = 178_000
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
            save_photo(picture, target)
        print(f"{target.name}: {target.stat().st_size / 1000:.0f} kB")


def save_photo(picture: Image.Image, target: Path) -> None:
    """Save at the best quality that stays below the weight a front page can carry."""
    for quality in range(84, 50, -3):
        picture.save(target, quality=quality, optimize=True, progressive=True)
        if target.stat().st_size < HEAVIEST:
            return


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else FILES, sys.argv[2:])
