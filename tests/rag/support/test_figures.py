"""Which numbers of a claim the cited text accounts for."""

import pytest

from rag.support.figures import unexplained


@pytest.mark.parametrize(
    ("claim", "cited"),
    [
        ("Nearly 2,000 came.", "1,960 people came."),
        ("More than $3 million was paid.", "They paid $3.2 million."),
        ("About 200,000 homes lost power.", "Power failed in 204,512 homes."),
        ("Twenty-four ships left.", "24 ships left."),
        ("The 42 men came.", "Forty-two men came."),
        ("In all 31 died.", "The fire killed 19 on Monday and 12 on Tuesday."),
        ("Prices rose by 15 points.", "The index went from 60 to 75."),
        ("Some 38% refused.", "62 percent agreed."),
        ("Seventy percent agreed.", "Seven in 10 agreed."),
        ("It took 14 days.", "It took two weeks."),
        ("It took 30 years.", "It took three decades."),
        ("It was 2.5 times as large.", "It was two and a half times as large."),
        ("A quarter, 25%, stayed.", "One in four stayed."),
        ("He was born in 1960.", "In 2020, aged 60 years, he retired."),
        ("It opened in 2021.", "It was built in 2020 and opened the next year."),
        ("Between 2010 and 2015 it grew, in 2012 too.", "It grew from 2010 to 2015."),
        ("It reopened on May 5.", "It closed on May 4 and opened the day after."),
        ("Covid-19 and the F16 were named.", "The sickness and the plane were named."),
        ("One in 20 stayed.", "Five percent stayed."),
        ("Five crews left.", "The crews of Osk, Lomund, Karsk, Marn and Denholm left."),
        ("It began in 2019.", "It began in spring."),
        ("It was on May 5.", "It was on a Friday."),
        ("It is empty.", ""),
    ],
)
def test_a_number_in_another_form_is_accounted_for(claim, cited):
    assert unexplained(claim, cited) is None


@pytest.mark.parametrize(
    ("claim", "cited", "number"),
    [
        ("Nearly 3,000 came.", "1,960 people came.", "3,000"),
        ("1,690 people came.", "1,960 people came.", "1,690"),
        ("They paid $4.2 million.", "They paid $3.2 million.", "4.2 million"),
        ("They paid $3.2 billion.", "They paid $3.2 million.", "3.2 billion"),
        ("The 43 men came.", "Forty-two men came.", "43"),
        ("Sixteen delegates came.", "Six delegates came.", "Sixteen"),
        ("Five delegates came.", "Six delegates came.", "Five"),
        ("In all 33 died.", "The fire killed 19 on Monday and 12 on Tuesday.", "33"),
        ("Some 48% refused.", "62 percent agreed.", "48"),
        ("He retired in 1987.", "He was born in 1960 and retired in 2020.", "1987"),
        ("It closed on May 14.", "It closed on May 4.", "14"),
        ("It took 17 days.", "It took two weeks.", "17"),
        ("It grew 3.7%.", "It grew 2.7%.", "3.7"),
    ],
)
def test_another_number_is_not(claim, cited, number):
    assert unexplained(claim, cited) == number
