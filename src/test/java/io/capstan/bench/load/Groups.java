package io.capstan.bench.load;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Who is in which group. Sizes follow Zipf's law; the same numbers make the same groups in every run. */
final class Groups {

    private static final long SEED = 20_261;

    private final List<Set<Integer>> ofMember = new ArrayList<>();
    private final int[] sizes;

    /** Puts each member into so many different groups. */
    Groups(int members, int groups, int each) {
        Random random = new Random(SEED);
        double[] upTo = new double[groups];
        double sum = 0;
        for (int i = 0; i < groups; i++) {
            sum += 1.0 / (i + 1);
            upTo[i] = sum;
        }
        sizes = new int[groups];
        for (int member = 0; member < members; member++) {
            Set<Integer> its = new TreeSet<>();
            while (its.size() < each) {
                int place = Arrays.binarySearch(upTo, random.nextDouble() * sum);
                its.add(Math.min(groups - 1, place < 0 ? -place - 1 : place));
            }
            its.forEach(group -> sizes[group]++);
            ofMember.add(its);
        }
    }

    /** The groups of a member, as they stand in its path: {@code 3-17}. */
    String path(int member) {
        return ofMember.get(member).stream().map(String::valueOf).collect(Collectors.joining("-"));
    }

    int number() {
        return sizes.length;
    }

    int size(int group) {
        return sizes[group];
    }

    /** The smallest and the largest group. */
    String range() {
        return Arrays.stream(sizes).min().orElse(0) + " to "
                + Arrays.stream(sizes).max().orElse(0);
    }

    /** Members in all groups together. */
    int memberships() {
        return Arrays.stream(sizes).sum();
    }
}
