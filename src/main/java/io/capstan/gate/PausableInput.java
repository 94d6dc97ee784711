package io.capstan.gate;

import io.capstan.wire.Intake;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/**
 * An input stream that can be stopped: its reader is told that nothing is there. The server is not asked meanwhile, so it
 * will not call the listener either; who makes the stream flow again does that.
 */
final class PausableInput extends ServletInputStream implements Intake {
    private static final System.Logger LOG = System.getLogger(PausableInput.class.getName());

    private final ServletInputStream input;
    private volatile @Nullable ReadListener listener;

    /** Guards the fields below; nothing is called while it is held. */
    private final Object lock = new Object();

    private int pauses;
    /** Whether the reader has been told that nothing is there, although nobody knows. */
    private boolean stopped;

    PausableInput(ServletInputStream input) {
        this.input = input;
    }

    @Override
    public void pause() {
        synchronized (lock) {
            pauses++;
        }
    }

    @Override
    public void resume() {
        synchronized (lock) {
            pauses--;
            if (pauses > 0 || !stopped) {
                return;
            }
            stopped = false;
        }
        ReadListener reader = listener;
        try {
            if (reader != null && input.isReady()) { // if not, the server will call it when it is
                reader.onDataAvailable();
            }
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.DEBUG, "nothing more can be read", e);
        }
    }

    private boolean isPaused() {
        synchronized (lock) {
            stopped = pauses > 0;
            return stopped;
        }
    }

    @Override
    public boolean isReady() {
        return !isPaused() && input.isReady();
    }

    @Override
    public void setReadListener(ReadListener reader) {
        listener = reader;
        input.setReadListener(reader);
    }

    @Override
    public boolean isFinished() {
        return input.isFinished();
    }

    @Override
    public int available() throws IOException {
        return input.available();
    }

    @Override
    public int read() throws IOException {
        return input.read();
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        return input.read(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
        input.close();
    }
}
