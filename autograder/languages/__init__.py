"""Whole sentences for people, and their translations from message catalogues.

`say` and `say_n` make a sentence: English text that keeps its template and values, so that it can
later be told in another language. `translated` does this.
"""

from autograder.languages.catalogues import Catalogue as Catalogue
from autograder.languages.catalogues import load_catalogue as load_catalogue
from autograder.languages.catalogues import translated as translated
from autograder.languages.sentences import Sentence as Sentence
from autograder.languages.sentences import and_also as and_also
from autograder.languages.sentences import from_course as from_course
from autograder.languages.sentences import join_sentences as join_sentences
from autograder.languages.sentences import listing as listing
from autograder.languages.sentences import plain as plain
from autograder.languages.sentences import said_of as said_of
from autograder.languages.sentences import say as say
from autograder.languages.sentences import say_n as say_n
