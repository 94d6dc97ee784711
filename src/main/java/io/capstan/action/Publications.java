package io.capstan.action;

import io.capstan.channel.Posting;
import java.util.List;

/** Publications in answers, where those that were missed or kept come together. */
final class Publications {
    /** What stands around the data of one of them. */
    private static final int FRAME = 32;

    private Publications() {}

    /** How many characters they take, about; if that is more than the most, no more of them is looked at. */
    static int size(List<Posting> postings, int most) {
        int size = 0;
        for (Posting posting : postings) {
            int data = posting.payload().json().length();
            if (data > most - size - FRAME) {
                return Integer.MAX_VALUE;
            }
            size += data + FRAME;
        }
        return size;
    }

    /** One of them. */
    static String write(Posting posting) {
        String data = posting.payload().json();
        return new JsonWriter(data.length() + FRAME)
                .number("offset", posting.offset())
                .json("data", data)
                .end();
    }
}
