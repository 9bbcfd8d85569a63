"""Small files of every format, made here; what they tell is retold from well documented facts."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
ODF = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (
        ("office", "office"),
        ("text", "text"),
        ("table", "table"),
        ("meta", "meta"),
        ("style", "style"),
    )
)
DC = 'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'


def packed(members: dict[str, str | bytes]) -> bytes:
    """A ZIP file of these members."""
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def docx(body: str, **parts: str) -> bytes:
    """A Word document with this body; *parts* are others of its folder, by name without ending."""
    members: dict[str, str | bytes] = {
        "[Content_Types].xml": "<Types/>",
        "word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>",
        "docProps/core.xml": f"<p {DC}><dc:title>On ice</dc:title><dc:creator>A. Roos</dc:creator>"
        "<dcterms:created>1999-03-04T05:00:00Z</dcterms:created></p>",
    }
    for name, content in parts.items():
        members[f"word/{name}.xml"] = f"<w:root {W}>{content}</w:root>"
    return packed(members)


def p(*runs: str) -> str:
    """A paragraph of Word."""
    return "<w:p>" + "".join(run if run.startswith("<") else f"<w:r><w:t>{run}</w:t></w:r>" for run in runs) + "</w:p>"


def odt(body: str, styles: str = "", meta: str = "", manifest: str = "") -> bytes:
    """An OpenDocument text with this body."""
    return packed(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f"<office:document-content {ODF} {DC}><office:body><office:text>{body}</office:text>"
            "</office:body></office:document-content>",
            "styles.xml": f"<office:document-styles {ODF}>{styles}</office:document-styles>",
            "meta.xml": f"<office:document-meta {ODF} {DC}><office:meta>{meta}</office:meta></office:document-meta>",
            "META-INF/manifest.xml": f"<manifest>{manifest}</manifest>",
        }
    )


LONG = "The convoy left the fjord at noon, and its escort turned back three days later. " * 18
NAV = """<html xmlns:epub="x"><body><nav epub:type="toc"><ol><li><a href="one.xhtml">One</a></li>
<li><a href="two.xhtml">Two</a></li></ol></nav>
<nav epub:type="page-list"><ol><li><a href="two.xhtml#p12">12</a></li></ol></nav></body></html>"""
OPF = f"""<package xmlns="http://www.idpf.org/2007/opf"><metadata {DC}><dc:title>Two voyages</dc:title>
<dc:creator>A. Roos</dc:creator><dc:date>1931</dc:date><dc:language>en</dc:language><dc:rights>None known</dc:rights>
<meta property="belongs-to-collection">Northern Papers</meta></metadata><manifest>
<item id="n" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="t" href="title.xhtml" media-type="application/xhtml+xml"/>
<item id="a" href="one.xhtml" media-type="application/xhtml+xml"/>
<item id="b" href="two.xhtml" media-type="application/xhtml+xml"/></manifest>
<spine><itemref idref="t"/><itemref idref="n"/><itemref idref="a"/><itemref idref="b"/></spine></package>"""


def epub(**changed: str | bytes | None) -> bytes:
    """A book of two chapters; *changed* members replace others ("_" stands for "/" and "."), None leaves one out."""
    members: dict[str, str | bytes] = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": '<container><rootfile full-path="OPS/book.opf"/></container>',
        "OPS/book.opf": OPF,
        "OPS/nav.xhtml": NAV,
        "OPS/title.xhtml": "<html><head><title/></head><body><h1>Two voyages</h1><p>Printed in 1931.</p></body></html>",
        "OPS/one.xhtml": f"<html><body><h2>One</h2><p>{LONG}</p></body></html>",
        "OPS/two.xhtml": f'<html><body><h2>Two</h2><p>Before <a id="p12"/>after. {LONG}</p></body></html>',
    }
    for name, content in changed.items():
        key = next(
            (key for key in members if key.replace("/", "_").replace(".", "_").replace("-", "_") == name),
            name.replace("__", "/"),
        )
        if content is None:
            del members[key]
        else:
            members[key] = content
    return packed(members)


RTF = (
    rb"{\rtf1\ansi\ansicpg1251{\fonttbl{\f0\fcharset204 Times;}{\f1\fcharset0 Arial;}}"
    rb"{\info{\title On ice}{\author A. Roos}{\creatim\yr1999\mo3\dy4\hr5}}{\header Northern Papers}"
    rb"\f0 \'ca\'ee\'ed\'e2\'ee\'e9\f1  left caf\'e9\u1055?\uc0\u1056  at noon{\footnote \pard By the ship's clock.}."
    rb"{\deleted Not so.}\par\trowd a\cell b\cell\row\trowd c\cell d\cell\row\pard After {\*\annotation Check.}"
    rb"\v unseen\v0 it.\page Next}"
)

TEI = """<?xml version="1.0"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>Letters from the ice</title>
<author>A. Roos</author></titleStmt><publicationStmt><date when="1999-03-04">4 March</date><availability><licence
target="https://example.org/by">Free</licence></availability></publicationStmt><sourceDesc><bibl><title>Papers</title>
<date>1931</date></bibl></sourceDesc></fileDesc></teiHeader><text><front><titlePage><docTitle><titlePart>Letters
</titlePart></docTitle></titlePage></front><body>
<div type="letter"><pb n="12"/><opener><dateline>Bergen, 4 May</dateline></opener><p>The <choice><orig>shippe</orig>
<reg>ship</reg></choice> lay in the har-<lb break="no"/>bour<note>Of Bergen.</note> &amp; took
<pb n="13"/>on <del>wood</del> <add>coal</add>, <gap reason="torn"/> sacks.</p></div>
<div type="letter"><head>To his sister</head><lg><l>First line</l><l>Second line</l></lg>
<sp><speaker>Mate</speaker><p>Aye.</p></sp></div></body></text></TEI>"""

ALTO = """<?xml version="1.0" encoding="UTF-8"?><alto xmlns="http://www.loc.gov/standards/alto/ns-v3#"><Description>
<sourceImageInformation><fileName>p3.tif</fileName></sourceImageInformation></Description><Layout>
<Page PHYSICAL_IMG_NR="5" PRINTED_IMG_NR="3"><TopMargin><TextBlock ID="h"><TextLine><String CONTENT="GAZETTE" WC="0.9"/>
</TextLine></TextBlock></TopMargin><PrintSpace><TextBlock ID="b1"><TextLine><String CONTENT="Caf&#233;" WC="0.95"/><SP/>
<String CONTENT="Admi" SUBS_TYPE="HypPart1" SUBS_CONTENT="Admiral" WC="0.9"/><HYP CONTENT="-"/></TextLine><TextLine>
<String CONTENT="ral" SUBS_TYPE="HypPart2" SUBS_CONTENT="Admiral" WC="0.9"/><SP/><String CONTENT="tbe" WC="0.31"/>
</TextLine></TextBlock><TextBlock ID="b2"><TextLine><String CONTENT="Second" WC="0.9"/></TextLine></TextBlock>
</PrintSpace></Page></Layout></alto>"""


def page_xml(regions: str, order: str = "") -> str:
    """A PAGE file."""
    return (
        '<?xml version="1.0"?><PcGts xmlns="http://schema.primaresearch.org/PAGE/gts/pagecontent/2019-07-15"><Metadata>'
        f'<Creator>A. Roos</Creator></Metadata><Page imageFilename="p3.tif"><ReadingOrder><OrderedGroup id="g">{order}'
        f"</OrderedGroup></ReadingOrder>{regions}</Page></PcGts>"
    )


def region(key: str, *lines: str, kind: str = "paragraph") -> str:
    """A region of PAGE with these lines."""
    rows = "".join(f"<TextLine><TextEquiv><Unicode>{line}</Unicode></TextEquiv></TextLine>" for line in lines)
    return f'<TextRegion id="{key}" type="{kind}">{rows}</TextRegion>'


HOCR = """<!DOCTYPE html><html><head><title>x</title><meta name="ocr-system" content="tesseract 5"/></head><body>
<div class="ocr_page" title='image "p3.png"; bbox 0 0 9 9; ppageno 3'><div class="ocr_carea"><p class="ocr_par">
<span class="ocr_line" title="bbox 0 0 9 9"><span class="ocrx_word" title="x_wconf 95">Caf&eacute;</span>
<span class="ocrx_word" title="x_wconf 31">tbe</span> <span class="ocrx_word" title="x_wconf 90">har-</span></span>
<span class="ocr_line"><span class="ocrx_word" title="x_wconf 90"><strong>bour</strong></span></span></p>
<p class="ocr_par"><span class="ocr_caption">A ship</span></p></div></div></body></html>"""

MARKDOWN = """---
title: "Two voyages"
author: [A. Roos, B. Holm]
date: 1931-05-04
---

# Two voyages

The *convoy* left on [4 May](notes.md "a word on") a word on with `code` &amp; \\*stars\\*
and turned **back**.

![A ship](ship.png)

1. Coal
2. Wood

| Ship | Lost |
|------|-----:|
| One  | 1    |

> Said the mate.

See [the log][1].

[1]: https://example.org "Log"
"""
