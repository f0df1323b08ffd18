from __future__ import annotations

from mpindex.readers import treaties

TEXT = """treaty,participant,action_column,value
26-4,Kazakhstan,"Ratification, Accession(a)",14 May 2002
26-4,Kazakhstan,Signature,30 Sep 1996
4-1,Kazakhstan 2,"Accession(a), Succession(d)",21 Aug 1998 a
4-1,Kazakhstan,"Ratification, Accession(a)",1 Jan 2005
26-3,Kazakhstan,"Signature, Succession to signature(d)",14 Jan 1993
3-3,European Union,"Ratification, Accession(a)",1 Jan 2001
1-1,Kazakhstan,Registration Date,24 Oct 1995
"""


def test_a_treaty_counts_once_from_its_first_binding_action(publish, triples) -> None:
    counts = {
        year: value
        for _, year, value in triples(treaties.read(publish(treaties.FILE, TEXT)), "treaties_ratified")
    }
    assert min(counts) == 1998
    assert (counts[1998], counts[2001], counts[2002], counts[2015]) == (1, 1, 2, 2)
