package io.capstan.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SpreadTest {

    @Test
    @DisplayName("the median is the round in the middle, or half-way between the two there")
    void median() {
        assertEquals(Optional.of(new Spread(1, 2, 9)), Spread.of(DoubleStream.of(9, 1, 2)));
        assertEquals(Optional.of(new Spread(1, 3, 9)), Spread.of(DoubleStream.of(9, 1, 2, 4)));
        assertEquals(Optional.empty(), Spread.of(DoubleStream.empty()));
    }

    @Test
    @DisplayName("a cell shows the range of several rounds, and a dash for none")
    void cells() {
        assertEquals("**2.00** (1.00 to 9.00)", Cells.ratio(Spread.of(DoubleStream.of(9, 1, 2))));
        assertEquals("**2.00**", Cells.ratio(Spread.of(DoubleStream.of(2))));
        assertEquals("–", Cells.ratio(Optional.empty()));
    }
}
