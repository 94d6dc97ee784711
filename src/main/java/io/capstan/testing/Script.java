package io.capstan.testing;

import io.capstan.Conversation;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * A conversation, written down from the side of one of the two, a step on each line:
 *
 * <pre>
 * SND TEXT 'What is the time?'      # a comment
 * RCV TEXT 'It\'s noon'
 * SND BINARY 00ff
 * SND PING 'x'
 * RCV PONG 'x'
 * RCV CLOSE 1000 'bye'
 * </pre>
 *
 * <p>In quotes, {@code \'}, {@code \\}, {@code \n}, {@code \r} and {@code \t} stand for what they do in Java. Immutable.
 *
 * @param steps in order
 */
public record Script(List<Step> steps) {

    /** A script of these steps. */
    public Script(List<Step> steps) {
        this.steps = List.copyOf(steps);
    }

    /** Who does it, seen from the side that the script is written for. */
    public enum Direction {
        /** This side sends. */
        SND,
        /** The other side sends, and this one receives. */
        RCV;

        private Direction other() {
            return this == SND ? RCV : SND;
        }
    }

    /**
     * One step.
     *
     * @param direction who sends
     * @param frame what: a complete message, a ping, a pong or a close frame
     */
    public record Step(Direction direction, RawFrame frame) {

        boolean fits(RawFrame seen) {
            return seen.opcode() == frame.opcode() && Arrays.equals(seen.payload(), frame.payload());
        }

        /** As it stands in a script. */
        @Override
        public String toString() {
            return direction + " " + describe(frame);
        }

        static String describe(RawFrame frame) {
            return switch (frame.opcode()) {
                case RawFrame.TEXT -> "TEXT " + ScriptParser.quote(frame.text());
                case RawFrame.BINARY -> ("BINARY " + HexFormat.of().formatHex(frame.payload())).strip();
                case RawFrame.PING -> "PING " + ScriptParser.quote(frame.text());
                case RawFrame.PONG -> "PONG " + ScriptParser.quote(frame.text());
                case RawFrame.CLOSE -> "CLOSE " + frame.closeCode() + " " + ScriptParser.quote(frame.closeReason());
                default -> frame.toString();
            };
        }
    }

    /**
     * Reads a script.
     *
     * @throws IllegalArgumentException if it is none; the message names the line, and what is allowed there
     */
    public static Script parse(String text) {
        return ScriptParser.parse(text);
    }

    /**
     * A talk with an echo: so many messages, up to 16 of which are under way at once, each received again, and a close with
     * 1000. The same seed gives the same script.
     */
    public static Script randomEcho(long seed, int messages) {
        Random random = new Random(seed);
        List<Step> steps = new ArrayList<>();
        Queue<RawFrame> underWay = new ArrayDeque<>();
        for (int sent = 0; sent < messages || !underWay.isEmpty(); ) {
            if (sent < messages && underWay.size() < 16 && (underWay.isEmpty() || random.nextBoolean())) {
                RawFrame message = randomMessage(random);
                underWay.add(message);
                steps.add(new Step(Direction.SND, message));
                sent++;
            } else {
                steps.add(new Step(Direction.RCV, underWay.remove()));
            }
        }
        steps.add(new Step(Direction.SND, RawFrame.close(1000, "")));
        steps.add(new Step(Direction.RCV, RawFrame.close(1000, "")));
        return new Script(steps);
    }

    private static RawFrame randomMessage(Random random) {
        int length = random.nextInt(10) == 0 ? random.nextInt(20_000) : random.nextInt(130);
        if (random.nextBoolean()) {
            byte[] bytes = new byte[length];
            random.nextBytes(bytes);
            return RawFrame.binary(bytes);
        }
        return RawFrame.text(
                random.ints(length, 0, 0x2ff).mapToObj(Character::toString).collect(Collectors.joining()));
    }

    /** The same conversation from the other side. */
    public Script dual() {
        return new Script(steps.stream()
                .map(step -> new Step(step.direction().other(), step.frame()))
                .toList());
    }

    /**
     * Plays this side of the script, as a client.
     *
     * @throws AssertionError if the other side does not; names the step
     */
    public void play(Peer peer) {
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            if (step.direction() == Direction.SND) {
                peer.send(step.frame());
                continue;
            }
            RawFrame seen;
            try {
                seen = peer.next();
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError(place(i) + ": nothing came. " + e.getMessage(), e);
            }
            if (!step.fits(seen)) {
                throw new AssertionError(place(i) + ": what came is " + Step.describe(seen));
            }
        }
    }

    String place(int step) {
        return "Step " + (step + 1) + " of " + steps.size() + ", " + steps.get(step);
    }

    /** Plays this side of the script, as a component: {@code script.dual().conversation()} is what the client expects. */
    public Conversation conversation() {
        return (client, messages) -> new ScriptedConversation(this, client, messages).play();
    }

    /** The script as it can be parsed again. */
    @Override
    public String toString() {
        return steps.stream().map(Step::toString).collect(Collectors.joining("\n"));
    }

    static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }
}
