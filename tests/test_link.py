"""Links to pages: every line of the domain's table 3.4, the hyperlink behind, the centre's page."""

import pytest

from judging import ABOUT, said, unused
from schema.cells.link import judge, key
from schema.readings import Value

NAME = "https://www.facebook.com/mattranvidu"
DOTS = "https://www.facebook.com/mattran.vidu"
OTHER = "https://www.facebook.com/mattrankhac"
ID = "https://www.facebook.com/100064000000001"
FB = "https://www.facebook.com"
CANONICAL, PROFILE = "link_canonical", "link_profile"

SAME_PAGE = [
    "facebook.com/mattranvidu",
    "fb.com/mattranvidu",
    "www.fb.com/mattranvidu",
    "http://www.facebook.com/mattranvidu",
    "http://m.facebook.com/mattranvidu/",
    "mbasic.facebook.com/mattranvidu",
    "web.facebook.com/mattranvidu?_rdc=1&_rdr",
    "touch.facebook.com/mattranvidu",
    "vi-vn.facebook.com/mattranvidu",
    "HTTPS://WWW.FACEBOOK.COM/MATTRANVIDU",
    f"{FB}/MatTranViDu",
    f"{NAME}/",
    f"{NAME}?mibextid=ZbWKwL",
    f"{NAME}?fbclid=IwAR0&ref=ts&__tn__=x#",
    f"{NAME}/?locale=vi_VN",
    f"{NAME}#",
    f"{NAME}/about",
    f"{NAME}/about/details",
    f"{NAME}/photos/",
    f"{NAME}/posts/?ref=page_internal",
    f"{NAME}/videos",
    f"{NAME}/?sk=about",
    f"{FB}/pg/mattranvidu/about/?ref=page_internal",
    f"{FB}/pg/mattranvidu",
    f"{FB}/#!/mattranvidu",
    f"{FB}:443/mattranvidu",
    "https%3A%2F%2Fwww.facebook.com%2Fmattranvidu",
    f" {NAME}",
    f"{NAME}\u200b",
    f"{NAME}.",
    f"“{NAME}”",
    f"<{NAME}>",
    f"({NAME})",
    f"Link: {NAME}",
    f"Link:{NAME}",
    "Trang: facebook.com/mattranvidu",
    f"{NAME} (Trang chính)",
    f"{NAME} - Trang chính",
    f"{NAME} {NAME}/",
    f"{NAME}\n{DOTS}",
    "https:/www.facebook.com/mattranvidu",
    "htpps://www.facebook.com/mattranvidu",
    "https//www.facebook.com/mattranvidu",
    "https://https://www.facebook.com/mattranvidu",
    f"{FB}//mattranvidu",
]
TEXTS = {
    **dict.fromkeys(SAME_PAGE, f"{NAME} | {CANONICAL}"),
    NAME: NAME,
    DOTS: DOTS,
    ID: ID,
    "facebook.com/MatTran.ViDu": f"{DOTS} | {CANONICAL}",
    f"{FB}/pages/Mat-tran/100064000000001": f"{ID} | {CANONICAL}",
    f"{FB}/pages/category/Community/Mat-tran-100064000000001/": f"{ID} | {CANONICAL}",
    f"{FB}/Mat-tran-Vi-Du-100064000000001": f"{ID} | {CANONICAL}",
    f"{FB}/M%E1%BA%B7t-tr%E1%BA%ADn-100064000000001/": f"{ID} | {CANONICAL}",
    f"{FB}/Mặt-trận-100064000000001": f"{ID} | {CANONICAL}",
    "m.facebook.com/100064000000001": f"{ID} | {CANONICAL}",
    # a person's profile has these forms as well
    f"{FB}/profile.php?id=100064000000001": f"{ID} | {PROFILE}",
    f"{FB}/profile.php?id=100064000000001&mibextid=x": f"{ID} | {PROFILE}",
    f"{FB}/people/M%E1%BA%B7t-tr%E1%BA%ADn/100064000000001/": f"{ID} | {PROFILE}",
    f"{FB}/p/Mat-tran-100064000000001/": f"{ID} | {PROFILE}",
    # posts
    f"{NAME}/posts/pfbid0abc": f"- | link_post | {NAME}",
    f"{NAME}/photos/a.123/456": f"- | link_post | {NAME}",
    f"{NAME}/videos/123456789": f"- | link_post | {NAME}",
    f"{FB}/permalink.php?story_fbid=1&id=100064000000001": f"- | link_post | {ID}",
    "m.facebook.com/story.php?story_fbid=1&id=100064000000001": f"- | link_post | {ID}",
    f"{FB}/photo.php?fbid=123&set=a.1": "- | link_post",
    f"{FB}/photo?fbid=123&id=100064000000001": f"- | link_post | {ID}",
    f"{FB}/videos/123456789": "- | link_post",
    # no pages
    **dict.fromkeys(
        [
            f"{FB}/{path}"
            for path in [
                "groups/mattran",
                "groups/1/posts/2",
                "events/123",
                "watch/?v=1",
                "reel/1",
                "hashtag/x",
                "search/top?q=x",
                "marketplace",
                "me",
                "home.php",
                "",
                "profile.php",
                "pages/?category=your_pages",
                "pages/create",
                "login/",
                "messages/t/mattranvidu",
                "help/",
            ]
        ],
        "- | link_not_page",
    ),
    "facebook.com": "- | link_not_page",
    "https://business.facebook.com/mattranvidu": "- | link_not_page",
    "https://business.facebook.com/latest/home?asset_id=1": "- | link_not_page",
    # forwarding
    f"{FB}/login/?next=https%3A%2F%2Fwww.facebook.com%2Fmattranvidu": (
        f"- | link_forwarded | {NAME}"
    ),
    f"{FB}/login.php?next=%2Fmattranvidu": f"- | link_forwarded | {NAME}",
    "https://l.facebook.com/l.php?u=https%3A%2F%2Fwww.facebook.com%2Fmattranvidu%3Fref%3Dx&h=A": (
        f"- | link_forwarded | {NAME}"
    ),
    f"{FB}/sharer.php?u=https://www.facebook.com/mattranvidu": f"- | link_forwarded | {NAME}",
    f"{FB}/sharer/sharer.php?u=facebook.com%2Fprofile.php%3Fid%3D100064000000001": (
        f"- | link_forwarded | {ID}"
    ),
    "https://l.facebook.com/l.php?u=https%3A%2F%2Fexample.org": "- | link_forwarded",
    # shortened
    **dict.fromkeys(
        [f"{FB}/share/1AbC/", f"{FB}/share/p/1AbC", "https://fb.me/mattranvidu", "fb.watch/abc"],
        "- | link_short",
    ),
    "https://bit.ly/abc": "- | link_short",
    "m.me/mattranvidu": f"- | link_messenger | {NAME}",
    # hosts
    **dict.fromkeys(
        [
            f"{host}/mattranvidu"
            for host in [
                "https://www.facebook.con",
                "https://www.faceboook.com",
                "https://facebook.com.vn",
                "facebok.com",
                "facebook",
                "www.facebookcom",
                "https://facebook,com",
                "fb.con",
                "wwwfacebook.com",
                "https://www.faсebook.com",
            ]
        ],
        f"- | link_host | {NAME}",
    ),
    "https://www.facebook.con/groups/1": "- | link_host",
    "https://www.example.org/mattran": "- | link_other_host",
    "example.org/mattran": "- | link_other_host",
    "https://[mattran": "- | link_other_host",
    # names
    f"{FB}/abcd": "- | link_name",
    f"{FB}/mat-tran-vidu": "- | link_name",
    f"{FB}/mat_tran_vidu": "- | link_name",
    f"{FB}/mặttrận": "- | link_name",
    f"{FB}/Mat-tran-12345": "- | link_name",
    # more than one, or less
    f"{NAME} ; {OTHER}": f"- | link_several | {NAME} | {OTHER}",
    f"{NAME}\n{OTHER}": f"- | link_several | {NAME} | {OTHER}",
    f"{NAME}{OTHER}": f"- | link_several | {NAME} | {OTHER}",
    f"{NAME}, https://example.org/x": f"- | link_several | {NAME}",
    f"{FB}/mattran vidu": "- | link_cut",
    f"{FB}/ mattranvidu": "- | link_cut",
    f"{FB}/mattranvi...": "- | link_cut",
    "Mặt trận Phường Vĩnh Ninh (thành phố Huế, tỉnh Thừa Thiên Huế)": "- | link_not_address",
    "mattranvidu": "- | link_not_address",
    "@mattranvidu": "- | link_not_address",
    "ten@example.org": "- | link_not_address",
    # the centre's page
    f"{FB}/mttqvietnam": "- | link_central",
    "fb.com/MTTQ.VietNam": "- | link_central",
    f"{FB}/mttqvietnam/posts/1": "- | link_central",
    "m.me/mttqvietnam": "- | link_central",
}
BEHIND = [
    ("Xem Trang", NAME, f"{NAME} | link_behind"),
    ("Xem Trang", f"{FB}/MatTranViDu/?ref=x", f"{NAME} | link_behind"),
    ("Mặt trận", f"{FB}/profile.php?id=100064000000001", f"{ID} | link_behind link_profile"),
    (12.0, NAME, f"{NAME} | link_behind"),
    (f"{FB}/mattranvi...", NAME, f"{NAME} | link_behind"),
    ("Xem Trang", f"{FB}/groups/1", "- | link_not_page"),
    ("Xem Trang", f"{FB}/mttqvietnam", "- | link_central"),
    ("Xem Trang", "mailto:ten@example.org", "- | link_not_address"),
    ("Xem Trang", "#Sheet1!A1", "- | link_not_address"),
    (NAME, NAME, NAME),
    (NAME, f"{DOTS}/?ref=x", NAME),
    (NAME, OTHER, f"{NAME} | link_differs"),
    (NAME, "https://example.org/x", f"{NAME} | link_differs"),
    ("fb.com/mattranvidu", OTHER, f"{NAME} | link_differs link_canonical"),
    ("fb.com/mattranvidu", "http://fb.com/mattranvidu", f"{NAME} | link_canonical"),
]


@pytest.mark.parametrize(("typed", "expected"), TEXTS.items())
def test_text(typed: str, expected: str) -> None:
    assert said(judge, typed) == expected


@pytest.mark.parametrize(("typed", "target", "expected"), BEHIND)
def test_the_hyperlink_behind_the_text(typed: Value, target: str, expected: str) -> None:
    assert said(judge, typed, ABOUT._replace(link=target)) == expected


@pytest.mark.parametrize("typed", [100064000000001.0, True])
def test_no_text_is_no_link(typed: Value) -> None:
    assert said(judge, typed) == "- | link_not_address"


@pytest.mark.parametrize("typed", [typed for typed, line in TEXTS.items() if line[0] != "-"])
def test_what_is_written_is_canonical(typed: str) -> None:
    value = said(judge, typed).partition(" |")[0]
    assert said(judge, value) == value


@pytest.mark.parametrize(
    ("url", "expected"),
    [(NAME, "u:mattranvidu"), (DOTS, "u:mattranvidu"), (ID, "id:100064000000001")],
)
def test_key(url: str, expected: str) -> None:
    assert key(url) == expected


def test_forwarding_without_end_is_no_page() -> None:
    endless = "https://www.facebook.com/l.php?u=" * 900 + "facebook.com/mattranvidu"
    assert said(judge, endless) == "- | link_not_page"


def test_every_code_is_brought_about() -> None:
    assert not unused("links", [*TEXTS.values(), *(line for *_, line in BEHIND)])
