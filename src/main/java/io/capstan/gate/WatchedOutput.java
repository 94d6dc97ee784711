package io.capstan.gate;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;

/** An output stream that tells a brake how it goes. Otherwise it is the other one. */
final class WatchedOutput extends ServletOutputStream {
    private final ServletOutputStream output;
    private final PongBrake brake;

    WatchedOutput(ServletOutputStream output, PongBrake brake) {
        this.output = output;
        this.brake = brake;
    }

    @Override
    public boolean isReady() {
        boolean ready = output.isReady();
        brake.mayWrite(ready);
        return ready;
    }

    @Override
    public void setWriteListener(WriteListener listener) {
        output.setWriteListener(new WriteListener() {
            @Override
            public void onWritePossible() throws IOException {
                listener.onWritePossible();
                brake.written();
            }

            @Override
            public void onError(Throwable error) {
                listener.onError(error);
            }
        });
    }

    @Override
    public void write(int value) throws IOException {
        output.write(value);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        output.write(bytes, offset, length);
    }

    @Override
    public void flush() throws IOException {
        output.flush();
    }

    @Override
    public void close() throws IOException {
        output.close();
    }
}
