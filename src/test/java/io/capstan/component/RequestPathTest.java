package io.capstan.component;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestPathTest {

    @ParameterizedTest(name = "[{index}] {0}")
    @DisplayName("a path is taken apart, then decoded")
    @CsvSource({
        "/chat,                 chat",
        "/chat/blue,            chat|blue",
        "/a%20b,                a b",
        "/a+b,                  a+b",
        "/a%2Fb/c,              a/b|c",
        "/a%2fb,                a/b",
        "/%E2%82%AC,            €",
        "/€,                    €",
        "/%F0%9F%98%80,         😀",
        "/a;v=1/b;jsessionid=x, a|b",
        "/a%3Bv,                a;v",
        "/...,                  ...",
        "/.a,                   .a",
        "/a..%2F..b.,           a../..b.",
        "/%25,                  %",
        "/%2541,                %41",
    })
    void segments(String raw, String expected) {
        assertEquals(Optional.of(List.of(expected.split("\\|"))), RequestPath.segments(raw));
    }

    @Test
    @DisplayName("the root has no segments")
    void root() {
        assertEquals(Optional.of(List.of()), RequestPath.segments("/"));
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @DisplayName("an odd path fits no route")
    @ValueSource(
            strings = {
                "",
                "chat",
                "*",
                "//",
                "/a//b",
                "/a/",
                "/.",
                "/..",
                "/a/../b",
                "/%2e%2e",
                "/%2E",
                "/..%2Fa",
                "/a%2F..",
                "/a%2f%2e%2e%2fb",
                "/a%5C..%5Cb",
                "/a%2F.%2Fb",
                "/a\\\\..",
                "/a/.;x",
                "/;x",
                "/;",
                "/%",
                "/%4",
                "/a%4",
                "/%GG",
                "/%-1",
                "/% 1",
                "/%C0%AF",
                "/%E0%80%AF",
                "/%FF",
                "/%E2%82",
                "/%ED%A0%80",
                "/%F4%90%80%80",
                "/%00",
                "/a%0Ab",
                "/a%7F",
                "/a\nb",
                "/a\u0085",
                "/%C2%85"
            })
    void odd(String raw) {
        assertEquals(Optional.empty(), RequestPath.segments(raw));
    }

    @Test
    @DisplayName("there is a verdict for every text, and what is let through is clean")
    void total() {
        Random random = new Random(7);
        String alphabet = "/%.;a2fF0eEcC\u0000é€\uD83D\uDE00 +?#\\";
        for (int i = 0; i < 100_000; i++) {
            StringBuilder raw = new StringBuilder(random.nextInt(8) == 0 ? "" : "/");
            for (int length = random.nextInt(14); length > 0; length--) {
                raw.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            RequestPath.segments(raw.toString())
                    .ifPresent(segments -> segments.forEach(segment -> {
                        assertFalse(segment.isEmpty(), raw::toString);
                        assertFalse(segment.equals(".") || segment.equals(".."), raw::toString);
                        assertFalse(segment.chars().anyMatch(Character::isISOControl), raw::toString);
                    }));
        }
    }
}
