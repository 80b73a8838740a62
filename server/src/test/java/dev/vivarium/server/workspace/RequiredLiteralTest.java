package dev.vivarium.server.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequiredLiteralTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "plain text~plain text",
                "[a-z]+Exception\\(~Exception(",
                "foo(bar|baz)quux~quux",
                "colou?r~colo",
                "ab+c~ab",
                "ab*cd~cd",
                "ab{0,2}cde~cde",
                "\\bword\\b~word",
                "\\x41bc~bc",
                "\\x{1F600}bc~bc",
                "\\p{Greek}bc~bc",
                "[]x]yes~yes",
                "[^]]no~no",
                "[[:alpha:]]]x~]x",
                "^const .*= require$~= require",
                "\\101bc~bc",
                "(?:a|b)cc~cc",
                "a|b~``",
                "(?i)abc~``",
                "(a~``",
                ".*~``",
                "\\d+~``"
            })
    void isInEveryMatch(String pattern, String literal) {
        assertThat(RequiredLiteral.of(pattern)).isEqualTo(literal);
    }
}
