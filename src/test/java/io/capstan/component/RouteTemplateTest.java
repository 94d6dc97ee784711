package io.capstan.component;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.component.RouteTemplate.Any;
import io.capstan.component.RouteTemplate.Literal;
import io.capstan.component.RouteTemplate.Rest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouteTemplateTest {

    @Test
    @DisplayName("a route is a list of texts, variables, any segments and a rest")
    void parts() {
        RouteTemplate route = RouteTemplate.parse("/a/{b}/*/c.d/**");
        assertEquals(
                List.of(new Literal("a"), new Any("b"), new Any(""), new Literal("c.d"), new Rest()), route.segments());
        assertEquals("/a/{b}/*/c.d/**", route.toString());
    }

    @Test
    @DisplayName("the root has no segments")
    void root() {
        assertEquals(List.of(), RouteTemplate.parse("/").segments());
    }

    @Test
    @DisplayName("the rest is a variable too, joined by slashes, empty if there is none")
    void variables() {
        RouteTemplate route = RouteTemplate.parse("/a/{b}/**");
        assertEquals(Map.of("b", "x", "**", "y/z"), RouteVariables.of(route).in(List.of("a", "x", "y", "z")));
        assertEquals(Map.of("b", "x", "**", ""), RouteVariables.of(route).in(List.of("a", "x")));
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @DisplayName("what is no route is refused, and the message says why")
    @CsvSource(
            delimiter = '|',
            value = {
                "''        | does not begin with a slash; probably meant: '/'",
                "chat      | does not begin with a slash; probably meant: '/chat'",
                "/chat/    | has an empty segment; no route ends with a slash",
                "//        | has an empty segment",
                "/a//b     | has an empty segment",
                "/**/a     | '**' is not its last segment",
                "/**/**    | '**' is not its last segment",
                "/{a}/{a}  | two variables 'a'",
                "/.        | has a dot segment",
                "/a/../b   | has a dot segment",
                "/{}       | segment '{}' has a '{'",
                "/{a       | segment '{a' has a '{'",
                "/a}       | segment 'a}' has a '}'",
                "/x{a}     | segment 'x{a}' has a '{'",
                "/{1a}     | segment '{1a}' has a '{'",
                "/{a b}    | segment '{a b}' has a '{'",
                "/a**      | segment 'a**' has '**', which only stands alone",
                "/***      | segment '***' has '**', which only stands alone",
                "/a[b      | segment 'a[b' has a '[' without a ']'",
                "/ab]      | segment 'ab]' has a ']' without a '['",
                "/a[]      | segment 'a[]' has brackets without characters",
                "/a[!]     | segment 'a[!]' has brackets without characters",
                "/[z-a]    | segment '[z-a]' has the range 'z-a', which goes backwards",
                "/*.{a}    | segment '*.{a}' has a '{'",
                "/{a=1}/b  | segment 'b' stands behind a variable with a default",
                "/{a=1}/** | segment '**' stands behind a variable with a default",
                "/{a=1}/{b} | segment '{b}' stands behind a variable with a default",
                "/{a=b/c}  | segment '{a=b' has a '{'",
                "/{=1}     | segment '{=1}' has a '{'",
                "/a#b      | segment 'a#b' has a '#'",
                "/a%20b    | segment 'a%20b' has a '%'",
                "/a;b      | segment 'a;b' has a ';'",
                "/a b      | segment 'a b' has a ' '",
            })
    void faults(String text, String why) {
        String message = assertThrows(IllegalArgumentException.class, () -> RouteTemplate.parse(text))
                .getMessage();
        assertTrue(message.contains(why), message);
    }
}
