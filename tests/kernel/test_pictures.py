import io

import pytest
from PIL import Image

from hiwar.interop.archive import pictures as archived
from hiwar.interop.archive.refusals import BadLine
from hiwar.kernel.pictures import LAYER, check_layers


def drawn(form, **how):
    file = io.BytesIO()
    Image.new("L", (64, 64), "gray").save(file, form, **how)
    return file.getvalue()


def check(content):
    with Image.open(io.BytesIO(content)) as picture:
        check_layers(picture, content)


class TestCheckLayers:
    def test_takes_what_cameras_and_programs_write(self):
        check(drawn("JPEG"))
        check(drawn("JPEG", progressive=True))

    def test_takes_the_same_bytes_where_they_mean_nothing(self):
        check(drawn("PNG") + LAYER * 1000)

    def test_refuses_layers_without_end(self):
        head, first, layer, *rest = drawn("JPEG", progressive=True).split(LAYER)
        bomb = LAYER.join([head, first, *[layer] * 200, *rest])

        with pytest.raises(ValueError):  # noqa: PT011 - it says nothing but no
            check(bomb)
        with pytest.raises(BadLine):
            archived.check(bomb, "files/bomb.jpg")
