"""Whatever colour an organisation chooses, its pages can be read."""

from hypothesis import given
from hypothesis import strategies as st

from prongsai.website.rules import ENOUGH, contrast, palette

COLOURS = st.integers(0, 0xFFFFFF).map("#{:06x}".format)


def test_contrast_is_that_of_the_standard() -> None:
    assert round(contrast("#000000", "#ffffff"), 2) == 21
    assert round(contrast("#767676", "#ffffff"), 2) == 4.54


@given(brand=COLOURS, accent=COLOURS)
def test_every_choice_of_colours_can_be_read(brand: str, accent: str) -> None:
    light, dark = palette(brand, accent)["light"], palette(brand, accent)["dark"]
    for text, ground in (
        (light["on-brand"], light["brand"]),
        (light["on-brand"], light["brand-strong"]),
        (light["link"], "#f5f3ee"),
        (light["link"], "#ffffff"),
        (dark["link"], "#141615"),
        (dark["brand"], "#1d1f1e"),
        (dark["on-brand"], dark["brand"]),
        ("#ffffff", dark["brand-strong"]),
    ):
        assert contrast(text, ground) >= ENOUGH, (text, ground)
