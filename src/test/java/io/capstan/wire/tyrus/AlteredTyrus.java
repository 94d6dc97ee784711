package io.capstan.wire.tyrus;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * A class loader with Capstan and a Tyrus of its own, in which a name, or a class, is not what it was: how the next
 * release might look. The Jakarta API is that of its parent.
 */
final class AlteredTyrus extends ClassLoader {
    private static final String TYRUS = "org.glassfish.tyrus.";

    private final Map<String, Map<String, String>> changes = new HashMap<>();
    private final Map<String, Class<?>> substitutes = new HashMap<>();
    private final Set<String> hidden = new HashSet<>();

    AlteredTyrus() {
        super(AlteredTyrus.class.getClassLoader());
    }

    /** Another name, or type, in a class: replaces an entry of its constant pool. */
    AlteredTyrus change(String className, String from, String to) {
        changes.computeIfAbsent(TYRUS + className, any -> new HashMap<>()).put(from, to);
        return this;
    }

    /** Another class in the place of one. */
    AlteredTyrus substitute(String className, Class<?> other) {
        substitutes.put(TYRUS + className, other);
        change(className, other.getName().replace('.', '/'), (TYRUS + className).replace('.', '/'));
        return this;
    }

    /** Takes away a class, or all whose name begins like this. */
    AlteredTyrus hide(String className) {
        hidden.add(TYRUS + className);
        return this;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith(TYRUS) && !name.startsWith("io.capstan.")) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded == null ? define(name) : loaded;
        }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        if (hidden.stream().anyMatch(name::startsWith)) {
            throw new ClassNotFoundException(name);
        }
        Class<?> substitute = substitutes.get(name);
        String source = (substitute == null ? name : substitute.getName()).replace('.', '/') + ".class";
        try (InputStream in = getParent().getResourceAsStream(source)) {
            if (in == null) {
                throw new ClassNotFoundException(name);
            }
            byte[] bytes = renamed(in.readAllBytes(), changes.getOrDefault(name, Map.of()));
            return defineClass(name, bytes, 0, bytes.length);
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }

    /** Goes through the constant pool (JVMS §4.4), and leaves all that follows as it is. */
    private static byte[] renamed(byte[] bytes, Map<String, String> names) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
        ByteArrayOutputStream result = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(result);
        out.writeLong(in.readLong()); // magic and version
        int count = in.readUnsignedShort();
        out.writeShort(count);
        for (int i = 1; i < count; i++) {
            int tag = in.readUnsignedByte();
            out.writeByte(tag);
            switch (tag) {
                case 1 -> {
                    String text = in.readUTF();
                    out.writeUTF(names.getOrDefault(text, text));
                }
                case 7, 8, 16, 19, 20 -> out.write(in.readNBytes(2));
                case 15 -> out.write(in.readNBytes(3));
                case 5, 6 -> {
                    out.write(in.readNBytes(8));
                    i++; // takes two places
                }
                default -> out.write(in.readNBytes(4));
            }
        }
        in.transferTo(out);
        return result.toByteArray();
    }
}
