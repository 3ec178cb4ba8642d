"""What addresses say: publishers, repositories, wrappers, and pages that are none of these."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from idcheck.data import __file__ as data
from idcheck.identifiers import Identifier, from_url
from idcheck.identifiers.derived import RULES

KINDS = {
    "work", "resolver", "pdf", "copy", "journal", "search", "shortener", "news", "catalogue", "bookshop", "person", "funder", "dataset", "other", "also",
}  # fmt: skip


@pytest.mark.parametrize(
    ("url", "kind", "identifier"),
    [
        ('https://www.jstor.org/stable/26418376', 'work', 'doi:10.2307/26418376 jstor:26418376'),
        ('https://books.google.se/books/edition/_/SjpSkzjIzfsC?hl=en', 'work', 'googlebooks:SjpSkzjIzfsC'),
        ('https://shib.example.edu/Shibboleth.sso/Login?SAMLDS=1&target=https%3A%2F%2Fwww.nature.com%2Farticles%2Fnature12373', 'work', 'doi:10.1038/nature12373'),
        ('https://wayf.example.com/?redirect_uri=https://doi.org/10.1038/nature12373', 'resolver', 'doi:10.1038/nature12373'),
        ('https://example.org/share?target=https://doi.org/10.1038/nature12373', 'work', 'doi:10.1038/nature12373'),
        ('https://www.isrctn.com/ISRCTN12345678', 'work', 'trial:ISRCTN12345678'),
        ('https://www.clinicaltrialsregister.eu/ctr-search/trial/2004-000446-20/SE', 'work', 'trial:2004-000446-20'),
        ('https://github.com/foo/bar', 'other', ''),
        ('https://en.wikipedia.org/wiki/Digital_object_identifier', 'other', ''),
        ('https://www.youtube.com/watch?v=x', 'other', ''),
        ('https://www.amazon.com/dp/B0C1234567', 'other', ''),
        ('https://www.amazon.co.uk/Title/dp/0306406152/ref=x', 'bookshop', 'isbn:9780306406157'),
        ('https://www.nature.com/', 'journal', ''),
        ('https://www.nature.com/articles/s41586-020-2649-2', 'work', 'doi:10.1038/s41586-020-2649-2'),
        ('https://www.nature.com/articles/d41586-021-00001-1', 'work', 'doi:10.1038/d41586-021-00001-1'),
        ('https://www.nature.com/nature/articles', 'journal', ''),
        ('https://www.nature.com/articles/s41467-018-06152-0.epdf?author_access_token=x', 'work', 'doi:10.1038/s41467-018-06152-0'),
        ('https://www.nature.com/bjc/journal/v89/n3/full/6601101a.html', 'work', 'doi:10.1038/sj.bjc.6601101'),
        ('doi:10.1038/nature12373', 'resolver', 'doi:10.1038/nature12373'),
        ('doi.org/10.1038/nature12373', 'resolver', 'doi:10.1038/nature12373'),
        ('//doi.org/10.1038/nature12373', 'resolver', 'doi:10.1038/nature12373'),
        ('https//doi.org/10.1038/nature12373', 'resolver', 'doi:10.1038/nature12373'),
        ('https:/doi.org/10.1038/nature12373', 'resolver', 'doi:10.1038/nature12373'),
        ('https://doi.og/10.1038/nature12373', 'resolver', 'doi:10.1038/nature12373'),
        ('http://doi.dx.org/10.1038/nature12373', 'resolver', 'doi:10.1038/nature12373'),
        ('https://doi.org/https://doi.org/10.1038/nature12373', 'resolver', 'doi:10.1038/nature12373'),
        ('doi:https://doi.org/10.1038/nature12373', 'resolver', 'doi:10.1038/nature12373'),
        ('https://doi.org/doi:10.1038/nature12373', 'resolver', 'doi:10.1038/nature12373'),
        ('https://doi.org/DOI:10.1038/nature12373', 'resolver', 'doi:10.1038/nature12373'),
        ('https://dx.doi.org/doi.org/10.1038/nature12373', 'resolver', 'doi:10.1038/nature12373'),
        ('https://doi.org/gf4gqc', 'resolver', 'shortdoi:10/gf4gqc'),
        ('https://doi-org.proxy.kib.ki.se/10.1038/nature12373', 'resolver', 'doi:10.1038/nature12373'),
        ('http://0-doi-org.library.x.edu/10.1038/nature12373', 'resolver', 'doi:10.1038/nature12373'),
        ('http://doi.org.ezproxy.x.edu/10.1038/nature12373', 'resolver', 'doi:10.1038/nature12373'),
        ('https://ezproxy.x.edu/login?url=https://doi.org/10.1038/nature12373', 'resolver', 'doi:10.1038/nature12373'),
        ('https://ezproxy.x.edu/login?qurl=https%3A%2F%2Fdoi.org%2F10.1038%2Fnature12373', 'resolver', 'doi:10.1038/nature12373'),
        ('https://urldefense.com/v3/__https://doi.org/10.1038/nature12373__;!!x', 'resolver', 'doi:10.1038/nature12373'),
        ('https://urldefense.proofpoint.com/v2/url?u=https-3A__doi.org_10.1038_nature12373&d=x', 'resolver', 'doi:10.1038/nature12373'),
        ('https://web.archive.org/web/20200101000000/https://www.nature.com/articles/nature12373', 'work', 'doi:10.1038/nature12373'),
        ('http://archive.today/2020.01.01-120000/https://www.nature.com/articles/nature12373', 'work', 'doi:10.1038/nature12373'),
        ('https://archive.ph/x7Fq2', 'other', ''),
        ('https://translate.google.com/translate?hl=en&sl=sv&u=https://www.nature.com/articles/nature12373', 'work', 'doi:10.1038/nature12373'),
        ('https://www.google.com/url?sa=t&url=https%3A%2F%2Fwww.nature.com%2Farticles%2Fnature12373&usg=x', 'work', 'doi:10.1038/nature12373'),
        ('https://onlinelibrary.wiley.com/doi/10.1002/adma.201900001/full', 'work', 'doi:10.1002/adma.201900001'),
        ('https://onlinelibrary.wiley.com/journal/15213773', 'journal', ''),
        ('https://agupubs.onlinelibrary.wiley.com/doi/epdf/10.1029/2018GL080890', 'work', 'doi:10.1029/2018gl080890'),
        ('https://link.springer.com/journal/11192', 'journal', ''),
        ('https://link.springer.com/content/pdf/10.1007%2Fs11192-020-03690-4.pdf', 'work', 'doi:10.1007/s11192-020-03690-4'),
        ('https://www.springer.com/gp/book/9783642017346', 'work', 'isbn:9783642017346'),
        ('https://journals.plos.org/plosone/article?id=10.1371/journal.pone.0173664', 'work', 'doi:10.1371/journal.pone.0173664'),
        ('https://journals.plos.org/plosone/', 'journal', ''),
        ('https://www.sciencedirect.com/science/article/pii/S0024379512004405', 'work', 'pii:S0024379512004405'),
        ('https://www.sciencedirect.com/journal/cognition', 'journal', ''),
        ('https://pubmed.ncbi.nlm.nih.gov/29618526/', 'work', 'pmid:29618526'),
        ('https://pubmed.ncbi.nlm.nih.gov/?term=foo', 'search', ''),
        ('https://www.ncbi.nlm.nih.gov/gene/672', 'dataset', ''),
        ('https://www.ncbi.nlm.nih.gov/bioproject/PRJNA1', 'dataset', ''),
        ('https://arxiv.org/abs/1706.03762', 'work', 'arxiv:1706.03762'),
        ('https://arxiv.org/pdf/1706.03762', 'work', 'arxiv:1706.03762'),
        ('https://arxiv.org/list/cs.CL/recent', 'search', ''),
        ('https://www.researchgate.net/publication/1234_Title', 'copy', ''),
        ('https://scholar.google.com/scholar?q=x', 'search', ''),
        ('https://bit.ly/x', 'shortener', ''),
        ('https://rdcu.be/b1', 'shortener', ''),
        ('https://www.eurekalert.org/news-releases/123', 'news', ''),
        ('https://orcid.org/0000-0002-1825-0097', 'person', 'orcid:0000-0002-1825-0097'),
        ('https://zenodo.org/records/3228280', 'work', 'doi:10.5281/zenodo.3228280'),
        ('https://doi.org/10.5281/zenodo.3228280', 'resolver', 'doi:10.5281/zenodo.3228280'),
        ('https://joss.theoj.org/papers/10.21105/joss.01234', 'work', 'doi:10.21105/joss.01234'),
        ('https://www.jstatsoft.org/article/view/v067i01', 'work', ''),
        ('https://oa.upm.es/75342/', 'work', ''),
        ('https://eprints.soton.ac.uk/123456/', 'work', ''),
        ('https://example.edu/id/eprint/123/', 'work', ''),
        ('https://dspace.mit.edu/handle/1721.1/49433', 'work', 'handle:1721.1/49433'),
        ('https://journal.example.org/index.php/x/article/view/123', 'work', ''),
        ('https://kth.diva-portal.org/smash/record.jsf?pid=diva2:9460', 'work', 'diva:diva2:9460'),
        ('https://urn.kb.se/resolve?urn=urn:nbn:se:kth:diva-9460', 'resolver', 'urn:urn:nbn:se:kth:diva-9460'),
        ('http://www.dlib.org/dlib/january15/smith/01smith.html', 'work', ''),
        ('http://papers.nips.cc/paper/1234-title', 'work', ''),
        ('https://openreview.net/forum?id=x', 'work', ''),
        ('https://aclanthology.org/P18-1001/', 'work', 'doi:10.18653/v1/p18-1001'),
        ('https://aclanthology.org/2020.acl-main.1/', 'work', 'doi:10.18653/v1/2020.acl-main.1'),
        ('https://aclanthology.org/L18-1001/', 'work', ''),
        ('https://www.mdpi.com/2072-6694/12/5/1234/htm', 'work', 'doi:10.3390/cancers12051234'),
        ('https://www.mdpi.com/2072-6694/12/5', 'journal', ''),
        ('https://www.mdpi.com/9999-9999/12/5/1', 'work', ''),
        ('https://books.google.com/books?id=SjpSkzjIzfsC&pg=PA1', 'work', 'googlebooks:SjpSkzjIzfsC'),
        ('https://www.google.com/search?q=x', 'other', ''),
        ('https://academic.oup.com/bioinformatics/article/30/15/2114/2390096', 'work', ''),
        ('https://academic.oup.com/bioinformatics', 'journal', ''),
        ('https://medium.com/@foo/post-123', 'other', ''),
        ('mailto:x@y.z', 'other', ''),
        ('#top', 'other', ''),
        ('/about', 'other', ''),
        ('', 'other', ''),
        ('http://[::1', 'other', ''),
        ('https://x.com/foo/status/1', 'other', ''),
        ('https://www.thelancet.com/journals/lancet/article/PIIS0140-6736(20)30183-5/fulltext', 'work', 'doi:10.1016/s0140-6736(20)30183-5'),
        ('https://www.thelancet.com/journals/lancet/article/PIIS0140673620301835/fulltext', 'work', 'doi:10.1016/s0140-6736(20)30183-5'),
        ('https://psyarxiv.com/abcde', 'work', 'doi:10.31234/osf.io/abcde'),
        ('https://osf.io/abcde/', 'other', ''),
        ('https://www.biorxiv.org/content/10.1101/2020.01.01.123456v2.full', 'work', 'doi:10.1101/2020.01.01.123456'),
        ('https://ideas.repec.org/a/eee/jfinec/v131y2019i3p695-713.html', 'work', 'repec:RePEc:eee:jfinec:v:131:y:2019:i:3:p:695-713'),
        ('https://myblog.example.com/posts/10-1000-things', 'other', ''),
        ('https://example.com/paper.pdf', 'pdf', ''),
        ('https://www.w3.org/TR/foo', 'other', ''),
        ('https://www.cambridge.org/core/journals/x/article/abs/slug/0123456789ABCDEF0123456789ABCDEF', 'work', ''),
        ('https://www.jstor.org/stable/3347357', 'work', 'doi:10.2307/3347357 jstor:3347357'),
        ('https://www.routledge.com/Title/Author/p/book/9780826497529', 'work', 'isbn:9780826497529'),
        ('https://mitpress.mit.edu/9780262035613/deep-learning/', 'work', 'isbn:9780262035613'),
        ('https://mitpress.mit.edu/books/deep-learning', 'work', ''),
        ('https://www.scielo.br/scielo.php?script=sci_arttext&pid=S0100-15742002000100001', 'work', ''),
        ('https://www.tandfonline.com/doi/full/10.1080/00325481.2016.1186487?scroll=top', 'work', 'doi:10.1080/00325481.2016.1186487'),
        ('https://www.taylorfrancis.com/chapters/edit/10.4324/9781315739069-3/some-title-john-smith', 'work', 'doi:10.4324/9781315739069-3'),
        ('https://direct.mit.edu/qss/article/1/1/377/15571/Crossref-The-sustainable', 'work', ''),
        ('https://direct.mit.edu/qss/article/doi/10.1162/qss_a_00022/94829/title-here', 'work', 'doi:10.1162/qss_a_00022'),
        ('https://www.degruyter.com/document/doi/10.1515/9783110589603-001/html?lang=en', 'work', 'doi:10.1515/9783110589603-001'),
        ('https://dl.acm.org/doi/pdf/10.1145/3442188.3445922', 'work', 'doi:10.1145/3442188.3445922'),
        ('https://arxiv.org/abs/hep-th/9901001v2', 'work', 'arxiv:hep-th/9901001'),
        ('https://www.science.org/doi/10.1126/science.aax2342', 'work', 'doi:10.1126/science.aax2342'),
        ('https://www.science.org/content/article/foo', 'news', ''),
        ('https://www.science.org/journal/sciadv', 'journal', ''),
        ('https://hdl.handle.net/2077/12345?urlappend=%3Fx', 'resolver', 'handle:2077/12345'),
        ('https://ui.adsabs.harvard.edu/abs/2001A%26A...369..339B/abstract', 'work', 'bibcode:2001A&A...369..339B'),
        ('https://clinicaltrials.gov/ct2/show/NCT04372602?term=x', 'work', 'nct:NCT04372602'),
        ('https://www.worldcat.org/title/stuff/oclc/1234', 'catalogue', 'oclc:1234'),
        ('https://libris.kb.se/bib/12345678', 'catalogue', 'libris:12345678'),
        ('https://elifesciences.org/articles/00013', 'work', 'doi:10.7554/elife.00013'),
        ('https://elifesciences.org/reviewed-preprints/89106v2', 'work', 'doi:10.7554/elife.89106'),
    ],
)  # fmt: skip
def test_kind_and_identifier(url: str, kind: str, identifier: str) -> None:
    address = from_url(url)
    assert (address.kind, " ".join(map(str, address.identifiers))) == (kind, identifier)


@pytest.mark.parametrize(
    ("url", "wrappers", "inner"),
    [
        ("https://www-nature-com.focus.lib.kth.se/articles/nature12373", ("ezproxy",), "https://www.nature.com/articles/nature12373"),
        ("https://WWW-Nature-com.Focus.lib.kth.se/articles/nature12373", ("ezproxy",), "https://www.nature.com/articles/nature12373"),
        ("http://0-www.nature.com.library.example.edu/articles/nature12373", ("wam",), "http://www.nature.com/articles/nature12373"),
        ("https://www.jstor.org.libezp.lib.lsu.edu/stable/3347357", ("ezproxy",), "https://www.jstor.org/stable/3347357"),
        ("https://ezproxy.x.edu/login?url=https://doi.org/10.1000/1?a=b&c=d", ("ezproxy",), "https://doi.org/10.1000/1?a=b&c=d"),
        ("https://www-nature-com.translate.goog/articles/x?_x_tr_sl=en", ("google-translate",), "https://www.nature.com/articles/x?_x_tr_sl=en"),
        ("https://web.archive.org/web/20200101000000id_/https://doi.org/10.1000/1", ("web-archive",), "https://doi.org/10.1000/1"),
        ("https://l.facebook.com/l.php?u=https%3A%2F%2Fdoi.org%2F10.1000%2F1&h=A", ("facebook",), "https://doi.org/10.1000/1"),
        ("https://www.google.com/url?q=https%3A%2F%2Fl.facebook.com%2Fl.php%3Fu%3Dhttps%253A%252F%252Fdoi.org%252F10.1000%252F1&sa=D", ("google-url", "facebook"), "https://doi.org/10.1000/1"),
        ("https://nomos-elibrary.de/10.5771/9783845287683", (), "https://nomos-elibrary.de/10.5771/9783845287683"),
        ("https://my-site.example.org/a", (), "https://my-site.example.org/a"),
    ],
)  # fmt: skip
def test_wrappers_are_undone(url: str, wrappers: tuple[str, ...], inner: str) -> None:
    address = from_url(url)
    assert (address.wrappers, address.url) == (wrappers, inner)


@pytest.mark.parametrize(
    ("url", "defects"),
    [
        ("https://doi.org/10.1000/1", ()),
        ("https://doi.org/https://doi.org/10.1000/1", ("doubled-resolver",)),
        ("doi.org/10.1000/1", ("missing-scheme",)),
        ("doi:10.1000/1", ("missing-scheme",)),
        ("//doi.org/10.1000/1", ("missing-scheme",)),
        ("https//doi.org/10.1000/1", ("misspelt-scheme",)),
        ("https://doi.og/10.1000/1", ("misspelt-resolver",)),
        ("https://10.0.0.1/x", ()),
        ("https://10.5281/zenodo.1", ("missing-resolver",)),
        ("https://doi.org/10.1000%2F1", ("encoded-slash",)),
        ("https://doi.org/10.1000/1/full", ("page-tail",)),
        ("https://doi.org/10.1000/1?utm_source=x", ("tracking-tail",)),
        ("https://doi.org/10.1000/\u200b1", ("zero-width",)),
        (
            "https://journals.plos.org/plosone/article/figure?id=10.1371/journal.pone.0173664.g001",
            ("figure-doi",),
        ),
    ],
)
def test_defects(url: str, defects: tuple[str, ...]) -> None:
    assert from_url(url).defects == defects


@pytest.mark.parametrize(
    ("url", "certainty"),
    [
        ("https://doi.org/10.1000/1", "stated"),
        ("https://www.nature.com/articles/nature12373", "derived"),
        ("https://www.nature.com/articles/6601101", "look-up"),
        ("https://www.sciencedirect.com/science/article/pii/S0024379512004405", "look-up"),
        ("https://rdcu.be/b1234", "look-up"),
        ("https://www.nature.com/subjects/genetics", "none"),
        ("https://example.org/", "none"),
    ],
)
def test_certainty(url: str, certainty: str) -> None:
    assert from_url(url).certainty == certainty


@pytest.mark.parametrize(
    ("url", "doi"),
    [
        ("https://www.nature.com/articles/ismej2013159", "10.1038/ismej.2013.159"),
        ("https://www.nature.com/articles/srep20087", "10.1038/srep20087"),
        ("https://www.nature.com/articles/s41599-026-06824-w", "10.1057/s41599-026-06824-w"),
        ("https://www.mdpi.com/1660-4601/17/10/12345", "10.3390/ijerph171012345"),
        ("https://bg.copernicus.org/articles/14/4349/2017/bg-14-4349-2017-discussion.html", "10.5194/bg-14-4349-2017"),
        ("https://oxfordre.com/x/view/10.1093/acrefore/9780190228620.001.0001/acrefore-9780190228620-e-699", "10.1093/acrefore/9780190228620.013.699"),
        ("https://www.bmj.com/content/375/bmj-2021-066452", "10.1136/bmj-2021-066452"),
        ("https://osf.io/preprints/psyarxiv/abcde_v2", "10.31234/osf.io/abcde_v2"),
        ("https://figshare.com/articles/dataset/Title/3423371/2", "10.6084/m9.figshare.3423371.v2"),
    ],
)  # fmt: skip
def test_derived_dois(url: str, doi: str) -> None:
    address = from_url(url)
    assert (address.identifiers, address.certainty) == ((Identifier("doi", doi),), "derived")


def test_a_portal_has_a_prefix_of_its_own() -> None:
    assert from_url("https://kth.figshare.com/articles/dataset/Title/3423371").identifiers == ()


def test_the_host_table_is_well_formed() -> None:
    lines = (Path(data).parent / "hosts.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    assert len(rows) > 500
    assert len({(row[0], row[1]) for row in rows if row[2] != "also"}) == len(
        [row for row in rows if row[2] != "also"]
    )
    for host, path, kind, scheme, value, certainty, source in rows:
        assert re.fullmatch(r"=?[a-z0-9-]+(?:\.[a-z0-9-]+)*(?:\.\*)?", host), host
        assert kind in KINDS
        assert source
        groups = re.compile(path).groups
        assert bool(value) == bool(certainty) == (scheme not in {"", "-"}), (host, path)
        assert certainty in {"", "stated", "derived"}
        assert not value.startswith("@") or value[1:] in RULES
        assert all(int(number) <= groups for number in re.findall(r"\$(\d)", value)), (host, path)
