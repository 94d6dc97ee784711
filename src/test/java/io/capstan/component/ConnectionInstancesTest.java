package io.capstan.component;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.context.spi.Contextual;
import jakarta.enterprise.context.spi.CreationalContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ConnectionInstancesTest {
    private final List<String> log = Collections.synchronizedList(new ArrayList<>());
    private final ConnectionInstances instances = new ConnectionInstances();
    private final Creation creation = new Creation();

    /** Does nothing. */
    private static final class Creation implements CreationalContext<Object> {
        @Override
        public void push(Object incomplete) {}

        @Override
        public void release() {}
    }

    /** Writes down what it makes; may use another bean meanwhile. */
    private final class Bean implements Contextual<Object> {
        private final String name;
        private final List<Bean> uses;

        Bean(String name, Bean... uses) {
            this.name = name;
            this.uses = List.of(uses);
        }

        @Override
        public Object create(CreationalContext<Object> context) {
            uses.forEach(other -> instances.get(other, creation));
            log.add("made " + name);
            return new Object();
        }

        @Override
        public void destroy(Object instance, CreationalContext<Object> context) {
            log.add("destroyed " + name);
            if (name.equals("failing")) {
                throw new IllegalStateException("as it should");
            }
        }
    }

    @Test
    @DisplayName("an instance is made at its first use, and destroyed at the end, the newest first")
    void order() {
        Bean owner = new Bean("owner");
        Bean memory = new Bean("memory", owner);
        assertNull(instances.get(memory, null), "nobody has asked for one to be made");
        Object first = instances.get(memory, creation);
        assertSame(first, instances.get(memory, creation));
        assertSame(first, instances.get(memory, null));
        instances.end();
        assertEquals(List.of("made owner", "made memory", "destroyed memory", "destroyed owner"), log);
    }

    @Test
    @DisplayName("one that fails to be destroyed holds up none of the others")
    void failure() {
        instances.get(new Bean("first"), creation);
        instances.get(new Bean("failing"), creation);
        instances.end();
        assertEquals(List.of("made first", "made failing", "destroyed failing", "destroyed first"), log);
    }

    @Test
    @DisplayName("one may be destroyed before, and is made anew then")
    void destroy() {
        Bean bean = new Bean("bean");
        instances.destroy(bean);
        instances.get(bean, creation);
        instances.destroy(bean);
        instances.get(bean, creation);
        assertEquals(List.of("made bean", "destroyed bean", "made bean"), log);
    }

    @Test
    @DisplayName("after the end none is made any more, and the error says why")
    void over() {
        instances.end();
        String message = assertThrows(ContextNotActiveException.class, () -> instances.get(new Bean("late"), creation))
                .getMessage();
        assertTrue(message.contains("ConnectionScoped") && message.contains("over"), message);
    }

    @Test
    @DisplayName("threads that ask at the same time get the same instance")
    void concurrent() throws Exception {
        Bean bean = new Bean("bean");
        int many = 16;
        ExecutorService threads = Executors.newFixedThreadPool(many);
        CyclicBarrier start = new CyclicBarrier(many);
        List<Future<Object>> asked = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            asked.add(threads.submit(() -> {
                start.await();
                return instances.get(bean, creation);
            }));
        }
        Set<Object> got = new HashSet<>();
        for (Future<Object> each : asked) {
            got.add(each.get());
        }
        threads.shutdown();
        assertEquals(1, got.size());
        assertEquals(List.of("made bean"), log);
    }
}
