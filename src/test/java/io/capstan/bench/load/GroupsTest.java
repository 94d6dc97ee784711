package io.capstan.bench.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class GroupsTest {

    private final Groups groups = new Groups(1000, 100, 2);

    @Test
    @DisplayName("every member is in as many different groups as was asked for, and the sizes count them")
    void memberships() {
        int[] sizes = new int[groups.number()];
        for (int member = 0; member < 1000; member++) {
            Set<String> its = Set.of(groups.path(member).split("-"));
            assertEquals(2, its.size());
            its.forEach(group -> sizes[Integer.parseInt(group)]++);
        }
        IntStream.range(0, sizes.length).forEach(group -> assertEquals(sizes[group], groups.size(group)));
        assertEquals(2000, groups.memberships());
    }

    @Test
    @DisplayName("the sizes are mixed, and the same in every run")
    void sizes() {
        assertTrue(groups.size(0) > 50 * groups.size(99), groups.range());
        assertEquals(groups.range(), new Groups(1000, 100, 2).range());
    }
}
