"""Every recorded answer of the services, over real sockets, leads to the outcome in this table.

A row has the recording, who is asked, the identifiers asked for (none for a search), and what
comes of it: the outcome for each identifier, or the number of works that a search offers.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from werkzeug import Response

from idcheck.identifiers import Identifier
from idcheck.sources import registries
from idcheck.sources.registries import FINDERS, PUBMED_TITLES, Source
from idcheck.sources.services import Rate, Service
from idcheck.works import (
    Ambiguous,
    Author,
    Found,
    NotFound,
    NotYet,
    Reference,
    Unavailable,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import Any

    from pytest_httpserver import HTTPServer


# fmt: off
TABLE = (
    ("arxiv/query_id_unknown_200-empty.xml", "arxiv", "arxiv:0000.0000", "not found"),
    ("arxiv/query_id_malformed_400-error-entry.xml", "arxiv", "arxiv:abc", "unavailable"),
    ("arxiv/query_two-ids_one-missing.xml", "arxiv", "arxiv:0808.05394 arxiv:1707.08567", "not found, found"),
    ("arxiv/query_id_1605.08386.xml", "arxiv", "arxiv:1605.08386", "found"),
    ("arxiv/query_id_1707.08567_many-authors.xml", "arxiv", "arxiv:1707.08567", "found"),
    ("arxiv/query_id_old-style_astro-ph.xml", "arxiv", "arxiv:astro-ph/0601001", "found"),
    ("arxiv/query_id_old-style_version.xml", "arxiv", "arxiv:quant-ph/0201082", "found"),
    ("arxiv/query_id_version.xml", "arxiv", "arxiv:2104.12255", "found"),
    ("arxiv/query_search_10.xml", "arxiv/search", "", "10 works"),
    ("arxiv/query_search_10_page2.xml", "arxiv/search", "", "10 works"),
    ("arxiv/error_429_rate-exceeded.txt", "arxiv/search", "", "unavailable"),
    ("crossref/works_journal-article_polite-before-split.json", "crossref", "doi:10.7554/elife.01567", "found"),
    ("crossref/works_journal-article_polite-single.json", "crossref", "doi:10.7554/elife.01567", "found"),
    ("crossref/works_journal-article_updated-by-correction_pone.0033693.json", "crossref", "doi:10.1371/journal.pone.0033693", "found"),
    ("crossref/works_journal-article_new_version_update-to_and_updated-by_ppat.1008184.json", "crossref", "doi:10.1371/journal.ppat.1008184", "found"),
    ("crossref/works_journal-article_updated-by_pnas.1414271111.json", "crossref", "doi:10.1073/pnas.1414271111", "found"),
    ("crossref/works_journal-article_has-preprint_jctc.2c01235.json", "crossref", "doi:10.1021/acs.jctc.2c01235", "found"),
    ("crossref/works_journal-article_dlib_no-pages.json", "crossref", "doi:10.1045/january2017-burton", "found"),
    ("crossref/works_posted-content_preprint_is-preprint-of_biorxiv.json", "crossref", "doi:10.1101/2024.04.01.587366", "found"),
    ("crossref/works_posted-content_chemrxiv_versioned_after-redirect.json", "crossref", "doi:10.26434/chemrxiv.5406907.v5", "found"),
    ("crossref/works_301_alias_redirect.txt", "crossref", "doi:10.26434/chemrxiv.5406907", "unavailable"),
    ("crossref/works_posted-content_title-html_biorxiv.json", "crossref", "doi:10.1101/2020.12.01.406702", "found"),
    ("crossref/works_posted-content_copernicus_title-entity.json", "crossref", "doi:10.5194/cp-2020-95", "found"),
    ("crossref/works_posted-content_blog-post_front-matter.json", "crossref", "doi:10.53731/avg2ykg-gdxppcd", "found"),
    ("crossref/works_book-chapter_springer.json", "crossref", "doi:10.1007/978-3-662-46370-3_13", "found"),
    ("crossref/works_monograph_cup_9781108348843.json", "crossref", "doi:10.1017/9781108348843", "found"),
    ("crossref/works_book_oup_original-title.json", "crossref", "doi:10.1093/oxfordhb/9780198746140.013.5", "found"),
    ("crossref/works_monograph_agu.json", "crossref", "doi:10.2973/odp.proc.ir.180.2000", "found"),
    ("crossref/works_proceedings-article_ieee.json", "crossref", "doi:10.1109/iccv.2007.4408927", "found"),
    ("crossref/works_proceedings-article_acm.json", "crossref", "doi:10.1145/3448016.3452841", "found"),
    ("crossref/works_component_no-title.json", "crossref", "doi:10.1371/journal.pmed.0030277.g001", "found"),
    ("crossref/works_peer-review.json", "crossref", "doi:10.7554/elife.55167.sa2", "found"),
    ("crossref/works_dissertation.json", "crossref", "doi:10.14264/uql.2020.791", "found"),
    ("crossref/works_dataset_pdb.json", "crossref", "doi:10.2210/pdb4hhb/pdb", "found"),
    ("crossref/works_report_osti.json", "crossref", "doi:10.2172/972169", "found"),
    ("crossref/works_journal_issued-null.json", "crossref", "doi:10.1007/12080.1874-1746", "found"),
    ("crossref/works_journal_doi-with-parentheses.json", "crossref", "doi:10.1111/(issn)1442-9993", "found"),
    ("crossref/works_journal-issue_no-title.json", "crossref", "doi:10.6002/ect.2015.0371", "found"),
    ("crossref/works_title-html_two-ids.json", "crossref", "doi:10.1136/jclinpath-2020-206745", "found"),
    ("crossref/works_title-html_newline_pnas.1205508109.json", "crossref", "doi:10.1073/pnas.1205508109", "found"),
    ("crossref/works_title-html_rspb.2017.0132.json", "crossref", "doi:10.1098/rspb.2017.0132", "found"),
    ("crossref/works_original-title_japanese.json", "crossref", "doi:10.7600/jspfsm.56.60", "found"),
    ("crossref/works_multi-title_bkcs.json", "crossref", "doi:10.5012/bkcs.2011.32.2.620", "found"),
    ("crossref/works_subtitle_j.1460-9568.json", "crossref", "doi:10.1111/j.1460-9568.2007.05843.x", "found"),
    ("crossref/works_missing-title-and-issued.json", "crossref", "doi:10.1023/missing_title_and_issued", "found"),
    ("crossref/works_404.txt", "crossref", "doi:10.1371/notarealdoi", "not found"),
    ("crossref/works_404_datacite-doi.txt", "crossref", "doi:10.48550/arxiv.2312.07559", "not found"),
    ("crossref/works_404_trailing-paren.txt", "crossref", "doi:10.1016/s0091-6749(99)70393-3)", "not found"),
    ("crossref/works_404_bad-cursor.json", "crossref/search", "", "unavailable"),
    ("crossref/works_500_bad-cursor_2022.txt", "crossref/search", "", "unavailable"),
    ("crossref/works_400_query-on-single.json", "crossref", "doi:10.1371/journal.pone.0033693", "unavailable"),
    ("crossref/works_400_sample-too-large.json", "crossref/search", "", "unavailable"),
    ("crossref/journals_400_rows-not-integer.json", "crossref", "doi:10.5555/12345678", "unavailable"),
    ("crossref/journals_400_bad-sort.json", "crossref", "doi:10.5555/12345678", "unavailable"),
    ("crossref/members_400_bad-filter.json", "crossref/search", "", "unavailable"),
    ("crossref/journals_504_gateway.html", "crossref/search", "", "unavailable"),
    ("crossref/agency_404_bad-doi.txt", "crossref", "doi:10.5555/12345678", "not found"),
    ("crossref/agency_crossref.json", "crossref", "doi:10.1126/science.169.3946.635", "unavailable"),
    ("crossref/agency_datacite.json", "crossref", "doi:10.5284/1011335", "unavailable"),
    ("crossref/agency_medra.json", "crossref", "doi:10.1430/8105", "unavailable"),
    ("crossref/prefixes_10.1016.json", "crossref", "doi:10.5555/12345678", "unavailable"),
    ("crossref/prefixes_10.1371.json", "crossref", "doi:10.5555/12345678", "unavailable"),
    ("crossref/prefixes_404.txt", "crossref", "doi:10.5555/12345678", "not found"),
    ("crossref/journals_1803-2427.json", "crossref", "doi:10.5555/12345678", "unavailable"),
    ("crossref/journals_404.txt", "crossref", "doi:10.5555/12345678", "not found"),
    ("crossref/types.json", "crossref", "doi:10.5555/12345678", "unavailable"),
    ("crossref/works_query_title_match_chemcrow_rows1.json", "crossref/search", "", "1 works"),
    ("crossref/works_query_title_wrong-first-hit_paperqa.json", "crossref/search", "", "1 works"),
    ("crossref/works_query_title_attention_wrong-hit.json", "crossref/search", "", "1 works"),
    ("crossref/works_query_title_select.json", "crossref/search", "", "1 works"),
    ("crossref/works_query_title_shortened_copper-oxide.json", "crossref/search", "", "1 works"),
    ("crossref/works_query_zero-results.json", "crossref/search", "", "0 works"),
    ("crossref/works_query_retracted_select_music-education.json", "crossref/search", "", "1 works"),
    ("crossref/works_query_list_widget_cursor.json", "crossref/search", "", "10 works"),
    ("crossref/works_filter_polite-array.json", "crossref/search", "", "10 works"),
    ("crossref/works_sample_polite-array.json", "crossref/search", "", "1 works"),
    ("crossref/journals_works_query-bibliographic_trimmed.json", "crossref/search", "", "5 works"),
    ("crossref/prefixes_works_correction_relation_trimmed.json", "crossref/search", "", "3 works"),
    ("crossref/works_list_corrections_update-to_trimmed.json", "crossref/search", "", "8 works"),
    ("crossref/works_list_mathml-titles_trimmed.json", "crossref/search", "", "3 works"),
    ("crossref/works_sici_doi_angle-brackets.json", "crossref", "doi:10.1002/1096-9861(20010212)430:3<283::aid-cne1031>3.0.co;2-v", "found"),
    ("crossref/works_sici_doi_square-brackets.json", "crossref", "doi:10.1890/0012-9658(2006)87[2832:tiopma]2.0.co;2", "found"),
    ("crossref/transform_sici_bibtex.bib", "crossref", "doi:10.1002/1096-9861(20010212)430:3<283::aid-cne1031>3.0.co;2-v", "unavailable"),
    ("crossref/agency_404_sici-wrong-encoding.txt", "crossref", "doi:10.1890/0012-9615(1999)069[0569:edilsa]2.0.co;2", "not found"),
    ("crossref/transform_sici_ok.txt", "crossref", "doi:10.1890/0012-9615(1999)069[0569:edilsa]2.0.co;2", "unavailable"),
    ("crossref/transform_bibtex.bib", "crossref", "doi:10.1126/science.169.3946.635", "unavailable"),
    ("crossref/transform_csl.json", "crossref", "doi:10.1126/science.169.3946.635", "unavailable"),
    ("crossref/transform_apa-text.txt", "crossref", "doi:10.1126/science.169.3946.635", "unavailable"),
    ("crossref/transform_unixsd_elife.xml", "crossref", "doi:10.7554/elife.01567", "unavailable"),
    ("crossref/transform_404_datacite-doi.txt", "crossref", "doi:10.48550/arxiv.2304.05376", "not found"),
    ("crossref/works_retracted_updated-by-retraction_lancet.json", "crossref", "doi:10.1016/s0140-6736(97)11096-0", "found"),
    ("crossref/works_retraction-notice_update-to_lancet.json", "crossref", "doi:10.1016/s0140-6736(10)60175-4", "found"),
    ("crossref/works_has-preprint_updated-by-addendum_nature.json", "crossref", "doi:10.1038/s41586-020-2012-7", "found"),
    ("crossref/query_bibliographic-like_two-hits_long-covid.json", "crossref/search", "", "2 works"),
    ("crossref/agency_crossref_new-shape.json", "crossref", "doi:10.1016/s0140-6736(97)11096-0", "unavailable"),
    ("crossref/error_429_html_old.html", "crossref/search", "", "unavailable"),
    ("crossref/error_429_empty.txt", "crossref", "doi:10.5555/12345678", "unavailable"),
    ("datacite/dois_arxiv.json", "datacite", "doi:10.48550/arxiv.2311.16162", "found"),
    ("datacite/dois_software_knb.json", "datacite", "doi:10.5063/f1m61h5x", "found"),
    ("datacite/dois_text_geowissenschaften.json", "datacite", "doi:10.2312/geowissenschaften.1989.7.181", "found"),
    ("datacite/dois_dataset_figshare.json", "datacite", "doi:10.6084/m9.figshare.1449060", "found"),
    ("datacite/dois_zenodo.json", "datacite", "doi:10.5281/zenodo.48440", "found"),
    ("datacite/dois_lipics.json", "datacite", "doi:10.4230/lipics.tqc.2013.93", "found"),
    ("datacite/dois_dataset_dryad.json", "datacite", "doi:10.5061/dryad.8515", "found"),
    ("datacite/dois_dataverse.json", "datacite", "doi:10.7910/dvn/nj7xso", "found"),
    ("datacite/dois_pangaea.json", "datacite", "doi:10.1594/pangaea.836178", "found"),
    ("datacite/dois_zenodo_1196821.json", "datacite", "doi:10.5281/zenodo.1196821", "found"),
    ("datacite/dois_404.json", "datacite", "doi:10.4124/05f6c379-dd68-4cdb-880d-33d3e9576d52/1", "not found"),
    ("datacite/dois_list.json", "datacite/search", "", "5 works"),
    ("datacite/dois_query_no-results.json", "datacite/search", "", "0 works"),
    ("datacite/dois_query_results_dspace.json", "datacite/search", "", "1 works"),
    ("datacite/dois_attributes_sample_05.json", "datacite", "doi:10.15156/bio/sh409843.07fu", "found"),
    ("datacite/dois_attributes_sample_09.json", "datacite", "doi:10.2314/gbv:880813733", "found"),
    ("datacite/dois_attributes_sample_13.json", "datacite", "doi:10.5169/seals-314104", "found"),
    ("datacite/dois_attributes_sample_20.json", "datacite", "doi:10.7916/d86x0cg1", "found"),
    ("datacite/dois_attributes_sample_31.json", "datacite", "doi:10.17912/micropub.biology.000143", "found"),
    ("doi-org/ra_prefix_crossref.json", "doi-org/agency", "doi:10.1045/x", "unavailable"),
    ("doi-org/ra_prefix_datacite.json", "doi-org/agency", "doi:10.5061/x", "unavailable"),
    ("doi-org/ra_prefix_jalc.json", "doi-org/agency", "doi:10.11367/x", "unavailable"),
    ("doi-org/ra_prefix_kisti.json", "doi-org/agency", "doi:10.5012/x", "unavailable"),
    ("doi-org/ra_prefix_medra.json", "doi-org/agency", "doi:10.1392/x", "unavailable"),
    ("doi-org/ra_prefix_op.json", "doi-org/agency", "doi:10.2791/x", "unavailable"),
    ("doi-org/ra_prefix_istic.json", "doi-org/agency", "doi:10.3980/x", "unavailable"),
    ("doi-org/ra_prefix_unknown_10.99999.json", "doi-org/agency", "doi:10.99999/x", "unavailable"),
    ("doi-org/ra_prefix_unknown_10.0137.json", "doi-org/agency", "doi:10.0137/x", "unavailable"),
    ("doi-org/resolve_302_conneg_crossref.html", "doi-org/description", "doi:10.1126/science.169.3946.635", "unavailable"),
    ("doi-org/resolve_301_http-to-https.html", "doi-org/description", "doi:10.1126/science.169.3946.635", "unavailable"),
    ("doi-org/resolve_404_doi-not-found.html", "doi-org/description", "doi:10.1126/foo", "not found"),
    ("doi-org/resolve_400_not-a-doi.html", "doi-org/description", "doi:10.5555/x", "unavailable"),
    ("doi-org/resolve_302_sici.html", "doi-org/description", "doi:10.1002/1096-9861(20010212)430:3<283::aid-cne1031>3.0.co;2-v", "unavailable"),
    ("doi-org/resolve_302_datacite-conneg.html", "doi-org/description", "doi:10.5281/zenodo.30799", "unavailable"),
    ("doi-org/resolve_301_alias_peerj-preprint.html", "doi-org/description", "doi:10.7287/peerj.preprints.1", "unavailable"),
    ("doi-org/resolve_302_alias-target_peerj-preprint-v1.html", "doi-org/description", "doi:10.7287/peerj.preprints.1v1", "unavailable"),
    ("doi-org/resolve_404_truncated-sici.html", "doi-org/description", "doi:10.1890/1051-0761(1997)007[0330:nmftes]2.0.co", "not found"),
    ("doi-org/resolve_404_truncated-sici-paren.html", "doi-org/description", "doi:10.1890/1051-0761(1997)007", "not found"),
    ("doi-org/resolve_302_wiley.html", "doi-org/description", "doi:10.1002/bult.134", "unavailable"),
    ("doi-org/resolve_head_302_datacite.txt", "doi-org/description", "doi:10.5438/bc11-cqw1", "unavailable"),
    ("doi-org/crosscite_csl_zenodo.json", "doi-org/description", "doi:10.5281/zenodo.30799", "found"),
    ("doi-org/crosscite_csl_zenodo-6859709.json", "doi-org/description", "doi:10.5281/zenodo.6859709", "found"),
    ("doi-org/crosscite_404.txt", "doi-org/description", "doi:10.5555/x", "not found"),
    ("doi-org/crosscite_text-bibliography.txt", "doi-org/description", "doi:10.5281/zenodo.50213", "unavailable"),
    ("doi-org/medra_unixref.xml", "doi-org/description", "doi:10.1430/8105", "unavailable"),
    ("doi-org/handle_api_200_test-server.json", "doi-org/handle", "doi:10.5438/fj3w-0shd", "registered"),
    ("doi-org/handle_api_404_test-server.json", "doi-org/handle", "doi:10.14454/61y1-e521", "not found"),
    ("doi-org/ra_multi_mixed_2026.json", "doi-org/agency", "doi:10.1109/cvpr.2016.90 doi:10.48550/arxiv.1706.03762 doi:10.1162/tacl_a_00276 doi:10.1162/tacl\\_a\\_00276 doi:10.1109/cvpr.2016.999999 doi:10.99999/nonexistent-prefix", "registered, registered, registered, not found, not found, not found"),
    ("doi-org/handle_api_200_crossref.json", "doi-org/handle", "doi:10.1002/chem.202000622", "registered"),
    ("doi-org/handle_api_404_unknown.json", "doi-org/handle", "doi:10.1109/cvpr.2016.999999", "not found"),
    ("europepmc/search_lite.json", "europepmc/search", "", "10 works"),
    ("europepmc/search_core_trimmed.json", "europepmc/search", "", "6 works"),
    ("europepmc/search_lite.xml", "europepmc/search", "", "unavailable"),
    ("europepmc/search_idlist.json", "europepmc/search", "", "10 works"),
    ("europepmc/search_core.xml", "europepmc/search", "", "unavailable"),
    ("europepmc/search_empty.xml", "europepmc/search", "", "unavailable"),
    ("europepmc/search_by-pmid_2016.json", "europepmc", "pmid:17183658", "found"),
    ("europepmc/search_empty_2016.json", "europepmc/search", "", "0 works"),
    ("europepmc/search_url-mention_empty_2016.json", "europepmc/search", "", "0 works"),
    ("europepmc/search_doaj-harvester.json", "europepmc/search", "", "2 works"),
    ("europepmc/search_200_error_no-hitcount.json", "europepmc/search", "", "unavailable"),
    ("google-books/volumes_one.json", "google-books/search", "", "1 works"),
    ("google-books/volumes_zero.json", "google-books", "isbn:9780000000002", "not found"),
    ("google-books/volume_full.json", "google-books", "isbn:9783527408412", "found"),
    ("google-books/volumes_no-imagelinks.json", "google-books", "isbn:9780521339056", "found"),
    ("google-books/volumes_query_2020.json", "google-books/search", "", "5 works"),
    ("google-books/error_403_rate-limit-unregistered_2016.json", "google-books/search", "", "unavailable"),
    ("google-books/error_429_anonymous-quota-zero.json", "google-books", "isbn:9780000000002", "unavailable"),
    ("google-books/volumes_isbn_one_jelu.json", "google-books", "isbn:9781785650406", "found"),
    ("openalex/works_doi_journal-article.json", "openalex", "doi:10.1371/journal.pone.0000030", "found"),
    ("openalex/works_doi_book.json", "openalex", "doi:10.1017/9781108348843", "found"),
    ("openalex/works_doi_book-chapter.json", "openalex", "doi:10.1007/978-3-662-46370-3_13", "found"),
    ("openalex/works_doi_dataset.json", "openalex", "doi:10.2210/pdb4hhb/pdb", "found"),
    ("openalex/works_doi_dissertation.json", "openalex", "doi:10.14264/uql.2020.791", "found"),
    ("openalex/works_doi_peer-review.json", "openalex", "doi:10.7554/elife.55167.sa2", "found"),
    ("openalex/works_doi_preprint.json", "openalex", "doi:10.1101/097196", "found"),
    ("openalex/works_doi_sici.json", "openalex", "doi:10.1890/0012-9658(2006)87[2832:tiopma]2.0.co;2", "found"),
    ("openalex/works_doi_original-language.json", "openalex", "doi:10.7600/jspfsm.56.60", "found"),
    ("openalex/works_doi_component.json", "openalex", "doi:10.1371/journal.pmed.0030277.g001", "found"),
    ("openalex/works_doi_blog-post.json", "openalex", "doi:10.53731/ybhah-9jy85", "found"),
    ("openalex/works_sample1.json", "openalex/search", "", "1 works"),
    ("openalex/works_404_html.txt", "openalex", "doi:10.1046/j.1365-2699.2003.00795", "not found"),
    ("openalex/works_doi_select.json", "openalex", "doi:10.1021/acs.jctc.5b00178", "found"),
    ("openalex/works_doi_2025.json", "openalex", "doi:10.1023/a:1007154515475", "found"),
    ("openalex/works_title-search_hit.json", "openalex/search", "", "1 works"),
    ("openalex/works_title-search_multiple.json", "openalex/search", "", "2 works"),
    ("openalex/works_empty.json", "openalex/search", "", "0 works"),
    ("openalex/works_filter-doi.json", "openalex", "doi:10.34133/2020/8086309", "found"),
    ("openalex/error_429_budget_2026.json", "openalex/search", "", "unavailable"),
    ("openalex/error_400_invalid-field.json", "openalex/search", "", "unavailable"),
    ("openalex/works_item_2026-02_title-search.json", "openalex/search", "", "1 works"),
    ("openlibrary/books_edition_2013.json", "openlibrary", "isbn:9780743273565", "found"),
    ("openlibrary/query_isbn_2013.json", "openlibrary", "isbn:9780743273565", "unavailable"),
    ("openlibrary/search_title-author_2013_trimmed.json", "openlibrary/search", "", "5 works"),
    ("openlibrary/works_editions_2013.json", "openlibrary", "isbn:9780743273565", "unavailable"),
    ("openlibrary/bw_ol_edition.json", "openlibrary", "isbn:9780060273224", "found"),
    ("openlibrary/bw_ol_work.json", "openlibrary", "isbn:9780743273565", "unavailable"),
    ("openlibrary/bw_ol_isbn_search.json", "openlibrary", "isbn:9782070427796", "found"),
    ("openlibrary/bw_ol_search.json", "openlibrary/search", "", "2 works"),
    ("openlibrary/api_books_unknown-isbn.json", "openlibrary", "isbn:9780000000002", "not found"),
    ("openlibrary/search_2026-09_fields-limited.json", "openlibrary/search", "", "2 works"),
    ("openlibrary/search_author_default-fields.json", "openlibrary/search", "", "2 works"),
    ("openlibrary/search_title_default-fields.json", "openlibrary/search", "", "2 works"),
    ("pmc-idconv/idconv_v1.0_doi_found_2022.json", "pmc-idconv", "doi:10.1038/ng.590", "found"),
    ("pmc-idconv/idconv_v1.0_404_wrong-idtype_2022.json", "pmc-idconv", "pmid:28371833", "unavailable"),
    ("pmc-idconv/idconv_v1.0_doi_unknown_2016.json", "pmc-idconv", "doi:10.1371/journal.pone.0000030x", "not found"),
    ("pmc-idconv/idconv_v1.0_pmid_not-in-pmc_2016.json", "pmc-idconv", "pmid:19308318", "not found"),
    ("pmc-idconv/idconv_v1.0_pmcid_found_2016.json", "pmc-idconv", "pmcid:PMC3292175", "found"),
    ("pmc-idconv/idconv_v1.0_doi_found_2018.json", "pmc-idconv", "doi:10.7554/elife.09560", "found"),
    ("pmc-idconv/idconv_2025_found-and-missing.json", "pmc-idconv", "doi:10.1093/nar/gks1195 pmid:99999999", "found, not found"),
    ("pmc-idconv/idconv_2025_bare-echo.json", "pmc-idconv", "doi:10.1097/cco.0b013e32812143d9", "unavailable"),
    ("pubmed/efetch_article_2024.xml", "pubmed", "pmid:21253920", "found"),
    ("pubmed/efetch_article_doi-in-elocationid.xml", "pubmed", "pmid:23453302", "found"),
    ("pubmed/efetch_empty_set_2019.xml", "pubmed", "pmid:37909814", "not found"),
    ("pubmed/efetch_200_error_empty-id.xml", "pubmed", "pmid:37909814", "unavailable"),
    ("pubmed/efetch_list_of_four.xml", "pubmed", "pmid:211 pmid:589 pmid:591 pmid:960", "found"),
    ("pubmed/esearch_author.xml", "pubmed/titles", "", "8 works"),
    ("pubmed/esearch_author_many_trimmed.xml", "pubmed/titles", "", "8 works"),
    ("pubmed/esearch_pmc.xml", "pubmed/titles", "", "10 works"),
    ("pubmed/esummary_pmc_v2_trimmed.json", "pubmed", "pmcid:PMC7771231 pmcid:PMC7771052 pmcid:PMC7770741 pmcid:PMC7770604 pmcid:PMC7770573", "found"),
    ("pubmed/esummary_414_uri-too-long.html", "pubmed", "pmid:37909814", "unavailable"),
    ("pubmed/esearch_2025.xml", "pubmed/titles", "", "10 works"),
    ("pubmed/esearch_translation.xml", "pubmed/titles", "", "5 works"),
    ("pubmed/esearch_zero_phrase-not-found.xml", "pubmed/titles", "", "0 works"),
    ("pubmed/esummary_v1.xml", "pubmed", "pmid:37909814", "unavailable"),
    ("pubmed/esummary_200_error_no-id.xml", "pubmed", "pmid:37909814", "unavailable"),
    ("pubmed/efetch_two_articles_bp.xml", "pubmed", "pmid:12091962 pmid:9997", "found"),
    ("pubmed/efetch_articles_bp2.xml", "pubmed", "pmid:11748933 pmid:11700088", "found"),
    ("pubmed/efetch_bp7.xml", "pubmed", "pmid:29963580", "found"),
    ("pubmed/efetch_update_35649368.xml", "pubmed", "pmid:35649368", "found"),
    ("pubmed/efetch_update_36156117.xml", "pubmed", "pmid:36156117", "found"),
    ("pubmed/efetch_update_38147649.xml", "pubmed", "pmid:38147649", "found"),
    ("pubmed/efetch_update_39345789.xml", "pubmed", "pmid:39345789", "found"),
    ("pubmed/efetch_empty_set_2025.xml", "pubmed", "pmid:37909814", "not found"),
    ("pubmed/efetch_32160763.xml", "pubmed", "pmid:32160763", "found"),
    ("pubmed/efetch_38271020.xml", "pubmed", "pmid:38271020", "found"),
    ("pubmed/esearch_doi_one-hit_webenv.xml", "pubmed/titles", "", "1 works"),
    ("pubmed/error_429_rate-limit.json", "pubmed", "pmid:37909814", "unavailable"),
    ("pubmed/error_429_rate-limit_documented.json", "pubmed", "pmid:37909814", "unavailable"),
    ("pubmed/esearch_200_error_empty-term.json", "pubmed/titles", "", "unavailable"),
    ("pubmed/ecitmatch_two-found.txt", "pubmed", "pmid:37909814", "unavailable"),
    ("pubmed/ecitmatch_misses.txt", "pubmed", "pmid:37909814", "unavailable"),
    ("pubmed/esummary_article.json", "pubmed", "pmid:27933103", "found"),
    ("pubmed/esearch_author.json", "pubmed/titles", "", "10 works"),
    ("pubmed/esummary_chapter.json", "pubmed", "pmid:34813072", "found"),
    ("semantic-scholar/paper_doi.json", "semantic-scholar", "doi:10.1073/pnas.1414271111", "found"),
    ("semantic-scholar/paper_doi_minimal.json", "semantic-scholar", "doi:10.1093/mind/lix.236.433", "unavailable"),
    ("semantic-scholar/paper_404_doi.json", "semantic-scholar", "doi:10.1101/2024.04.01.587366", "not found"),
    ("semantic-scholar/paper_404_id.json", "semantic-scholar", "doi:10.2139/ssrn.288970", "not found"),
    ("semantic-scholar/paper_400_bad-fields.json", "semantic-scholar", "doi:10.1093/mind/lix.236.433", "unavailable"),
    ("semantic-scholar/paper_403_bad-key.json", "semantic-scholar", "doi:10.2139/ssrn.288970", "unavailable"),
    ("semantic-scholar/search_match_hit.json", "semantic-scholar/search", "", "1 works"),
    ("semantic-scholar/search_match_404.json", "semantic-scholar/search", "", "0 works"),
    ("semantic-scholar/search_match_shortened-title.json", "semantic-scholar/search", "", "1 works"),
    ("semantic-scholar/search_match_wrong-topic_gravity-hill.json", "semantic-scholar/search", "", "1 works"),
    ("semantic-scholar/search_empty.json", "semantic-scholar/search", "", "0 works"),
    ("semantic-scholar/search_results.json", "semantic-scholar/search", "", "0 works"),
    ("semantic-scholar/paper_batch_some-null.json", "semantic-scholar", "doi:10.2139/ssrn.288970", "found"),
    ("semantic-scholar/error_429_shared-pool.json", "semantic-scholar/search", "", "unavailable"),
)
# fmt: on
FOLDERS = {row[0].split("/")[0] for row in TABLE}
WORDS = {
    Found: "found", NotFound: "not found", NotYet: "registered", Ambiguous: "ambiguous",
    Unavailable: "unavailable",
}  # fmt: skip
SOURCES = {each.name: each for each in vars(registries).values() if isinstance(each, Source)}
REFERENCE = Reference("A title that is long enough", (Author("Berg", "Anna"),), "Nature", 2020)
_OF_THE_CONNECTION = {
    "content-encoding",
    "content-length",
    "transfer-encoding",
    "connection",
    "location",
}


@pytest.fixture(autouse=True)
def unpaced(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits between the tries of a recording that refuses."""
    monkeypatch.setattr(Service, "rate", lambda *_: Rate(1000, 5))


class Recording:
    """A recorded answer, served for whatever is asked."""

    def __init__(self, shared: Path, file: str) -> None:
        folder, name = file.split("/")
        listed = json.loads((shared / "api" / folder / "index.json").read_text("utf-8"))
        (self.row,) = [row for row in listed if row["file"] == name]
        self.body = (shared / "api" / file).read_bytes()

    def serve(self, httpserver: HTTPServer) -> None:
        headers = {
            name: value
            for name, value in (self.row.get("headers") or {}).items()
            if name.lower() not in _OF_THE_CONNECTION
        }
        httpserver.expect_request(re.compile(".*")).respond_with_handler(
            lambda _: Response(self.body, self.row["status"], headers)
        )


@pytest.fixture
def outcome(
    shared: Path, httpserver: HTTPServer, at_desk: Callable[..., Any]
) -> Callable[..., Any]:
    """What comes of a recorded answer: a table of answers, or the works of a search."""

    def told(file: str, via: str, *asked: Identifier) -> Any:
        Recording(shared, file).serve(httpserver)
        service = via.split("/", maxsplit=1)[0]
        if via == "pubmed/titles":
            return at_desk(lambda desk: desk.listed(PUBMED_TITLES, REFERENCE))
        if via.endswith("/search"):
            return at_desk(lambda desk: desk.search(FINDERS[service], REFERENCE))
        return at_desk(lambda desk: desk.ask(SOURCES[via], asked))

    return told


@pytest.mark.parametrize(("file", "via", "asked", "expected"), TABLE, ids=[row[0] for row in TABLE])
def test_every_recorded_answer_has_its_outcome(
    outcome: Callable[..., Any], file: str, via: str, asked: str, expected: str
) -> None:
    identifiers = [Identifier(*each.split(":", 1)) for each in asked.split(" ") if each]
    found = outcome(file, via, *identifiers)

    if isinstance(found, Unavailable):
        assert expected == "unavailable"
        assert found.reason
    elif not identifiers:
        assert f"{len(found)} works" == expected
        assert all(each.title or each.identifiers for each in found if hasattr(each, "title"))
    else:
        words = [WORDS[type(found[each])] for each in identifiers]
        assert words == (expected.split(", ") if "," in expected else [expected] * len(words))


def test_the_table_has_every_recording(shared: Path) -> None:
    recorded = {
        f"{folder}/{row['file']}"
        for folder in FOLDERS
        for row in json.loads((shared / "api" / folder / "index.json").read_text("utf-8"))
    }
    assert {row[0] for row in TABLE} == recorded
