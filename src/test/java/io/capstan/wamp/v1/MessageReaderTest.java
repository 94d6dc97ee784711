package io.capstan.wamp.v1;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.capstan.wamp.message.ProtocolViolation;
import io.capstan.wamp.session.FirstVersionOptions.Curie;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients of the first version say, and what is none of it. */
class MessageReaderTest {

    /** Single quotation marks stand for double ones. */
    private static ClientMessage read(String frame) throws ProtocolViolation {
        return MessageReader.read(frame.replace('\'', '"'));
    }

    @Test
    @DisplayName("the five messages of clients, their values as they are written")
    void messages() throws ProtocolViolation {
        assertEquals(new ClientMessage.Prefix("calc", "http://example.com/"), read("[1,'calc','http://example.com/']"));
        assertEquals(
                new ClientMessage.Call("\"a\"", "calc:add", List.of("1", "{\"b\": [2]}")),
                read("[2,'a','calc:add',1,{'b': [2]}]"));
        assertEquals(new ClientMessage.Call("7", "p", List.of()), read("[2,7,'p']"));
        assertEquals(new ClientMessage.Subscribe("t"), read(" [ 5 , 't' ] "));
        assertEquals(new ClientMessage.Subscribe("12"), read("[5,12]"), "a number is taken for its digits");
        assertEquals(new ClientMessage.Unsubscribe("t"), read("[6,'t']"));
    }

    @Test
    @DisplayName("PAR-207 excludeMe or exclude, and eligible, of which an empty list means all")
    void publish() throws ProtocolViolation {
        assertEquals(publish(false, List.of(), Optional.empty()), read("[7,'t',1]"));
        assertEquals(publish(true, List.of(), Optional.empty()), read("[7,'t',1,true]"));
        assertEquals(publish(false, List.of("a"), Optional.of(List.of("b"))), read("[7,'t',1,['a'],['b']]"));
        assertEquals(publish(false, List.of(), Optional.empty()), read("[7,'t',1,false,[]]"));
        assertEquals(publish(false, List.of(), Optional.empty()), read("[7,'t',1,null,null]"));
    }

    private static ClientMessage publish(boolean excludeMe, List<String> exclude, Optional<List<String>> eligible) {
        return new ClientMessage.Publish("t", "1", excludeMe, exclude, eligible);
    }

    @ParameterizedTest(name = "{index}: {0}")
    @DisplayName("PAR-212 K1 K2 K3 what is no message of a client is a violation")
    @ValueSource(
            strings = {
                "[7,'t',1,false,'x']",
                "[2,'i',['a']]",
                "[5,null]",
                "Hello World!",
                "",
                "true",
                "null",
                "{'valid':'json','invalid':'message'}",
                "{'0':'fail','hello':'world'}",
                "[]",
                "[[]]",
                "['5','t']",
                "[5.0,'t']",
                "[05,'t']",
                "[0]",
                "[3]",
                "[4]",
                "[8]",
                "[9]",
                "[0,'s',1,'x']",
                "[8,'t','e']",
                "[1,'a']",
                "[1,['hello','nope'],['bad','input']]",
                "[1,'a',2]",
                "[2]",
                "[2,'i']",
                "[2,null,'p']",
                "[2,'i',null]",
                "[5]",
                "[5,'t','x']",
                "[5,['hello','nope']]",
                "[5,{}]",
                "[5,true]",
                "[5,1.5]",
                "[6,false]",
                "[7,'t']",
                "[7,['bad','input'],'Hider']",
                "[7,'t',1,'x']",
                "[7,'t',1,1]",
                "[7,'t',1,{}]",
                "[7,'t',1,[1]]",
                "[7,'t',1,[['a']]]",
                "[7,'t',1,true,[null]]",
                "[7,'t',1,true,true]",
                "[7,'t',1,true,[],1]",
                "[5,'t'] [5,'t']",
                "[5,'t'",
                "[5,'\\ud8']"
            })
    void violations(String frame) {
        assertThrows(ProtocolViolation.class, () -> read(frame));
    }

    @Test
    @DisplayName("PAR-212 of 100 000 mutated frames each is a message or a violation")
    void fuzz() {
        List<String> seeds = List.of(
                "[1,\"p\",\"http://x/\"]",
                "[2,\"id\",\"p:q\",1,[2],{\"a\":null}]",
                "[5,\"t\"]",
                "[6,\"t\"]",
                "[7,\"t\",{\"a\":1},[\"s\"],[\"e\"]]",
                "[7,\"t\",\"x\",true]");
        String noise = "[]{},:\"\\0123456789-+eE.truefalsn \u0000\u001fé\ud800";
        Random random = new Random(42);
        int read = 0;
        int violated = 0;
        for (int round = 0; round < 100_000; round++) {
            StringBuilder frame = new StringBuilder(seeds.get(random.nextInt(seeds.size())));
            for (int i = random.nextInt(4); i > 0 && frame.length() > 0; i--) {
                int at = random.nextInt(frame.length());
                switch (random.nextInt(3)) {
                    case 0 -> frame.deleteCharAt(at);
                    case 1 -> frame.setCharAt(at, noise.charAt(random.nextInt(noise.length())));
                    default -> frame.insert(at, noise.charAt(random.nextInt(noise.length())));
                }
            }
            try {
                MessageReader.read(frame.toString());
                read++;
            } catch (ProtocolViolation e) {
                violated++;
            }
        }
        assertEquals(100_000, read + violated);
        assertEquals(true, read > 10_000 && violated > 10_000, read + " read and " + violated + " violated");
    }

    @ParameterizedTest(name = "{0}: {1} is {2}")
    @DisplayName("PAR-202 a prefix is written out, with a # between as Ratchet does it where that is wanted")
    @CsvSource({
        "SPEC,calc:add,http://example.com/simple/calc#add",
        "RATCHET,calc:add,http://example.com/simple/calc##add",
        "SPEC,none:add,none:add",
        "SPEC,http://x/y:z,http://x/y:z",
        "SPEC,https://x/y:z,https://x/y:z",
        "SPEC,plain,plain",
        "SPEC,calc:,http://example.com/simple/calc#",
        "SPEC,calc:a:b,http://example.com/simple/calc#a:b"
    })
    void curies(Curie mode, String written, String expanded) throws ProtocolViolation {
        Curies curies = new Curies(mode);
        curies.add("calc", "http://example.com/simple/calc#");
        curies.add("http", "http://elsewhere/");
        curies.add("https", "http://elsewhere/");
        assertEquals(expanded, curies.expand(written));
    }

    @Test
    @DisplayName("PAR-202 the prefixes of a client are bounded, and each may be changed")
    void manyPrefixes() throws ProtocolViolation {
        Curies curies = new Curies(Curie.SPEC);
        for (int i = 0; i < Curies.MOST; i++) {
            curies.add("p" + i, "http://x/");
        }
        curies.add("p0", "http://y/");
        assertEquals("http://y/a", curies.expand("p0:a"));
        assertThrows(ProtocolViolation.class, () -> curies.add("more", "http://x/"));
    }
}
