package io.capstan.testing;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * A TCP connection to a server, on which a test says exactly what it wants: {@code RawSocket.connect(uri)
 * .get("/chat/a").header("Origin", "http://other").upgrade()}.
 *
 * <p>Every read has a time limit, 10 s unless {@link #timeout(Duration)} says otherwise; one that passes fails the test
 * instead of hanging it. Nothing is read ahead of what a test asks for, beyond a small buffer, so that a client that
 * does not read really stops the server.
 */
public final class RawSocket implements AutoCloseable {

    private static final int READ_AHEAD = 512;

    /** What is written to and read from; the same as {@link #transport} without TLS. */
    private final Socket socket;

    private final Socket transport;
    private final URI uri;
    private final InputStream in;
    private Duration timeout = Duration.ofSeconds(10);
    private int largestRead = Integer.MAX_VALUE;
    private long position;

    private RawSocket(Socket socket, Socket transport, URI uri) throws IOException {
        this.socket = socket;
        this.transport = transport;
        this.uri = uri;
        this.in = new BufferedInputStream(socket.getInputStream(), READ_AHEAD);
    }

    /**
     * Connects to host and port of the address, with TLS if it is one of {@code https} or {@code wss}; its path is what
     * {@link #get(String)} prepends.
     */
    public static RawSocket connect(URI uri) {
        return connect(uri, 0);
    }

    /**
     * The same with an SO_RCVBUF of this many bytes, set before the connection is made so that the TCP window stays
     * small; 0 leaves it to the system.
     */
    public static RawSocket connect(URI uri, int receiveBuffer) {
        try {
            return connect(uri, receiveBuffer, SSLContext.getDefault());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java platform has it
        }
    }

    /** The same with TLS of this context, which decides what certificates are good; their names are not compared. */
    public static RawSocket connect(URI uri, int receiveBuffer, SSLContext tls) {
        if (uri.getHost() == null) {
            throw new IllegalArgumentException("There is no host in '" + uri + "'; meant is http://host:port/path.");
        }
        boolean secure = "https".equals(uri.getScheme()) || "wss".equals(uri.getScheme());
        int port = uri.getPort() >= 0 ? uri.getPort() : secure ? 443 : 80;
        try {
            Socket socket = new Socket();
            if (receiveBuffer > 0) {
                socket.setReceiveBufferSize(receiveBuffer);
            }
            socket.setTcpNoDelay(true);
            socket.connect(new InetSocketAddress(uri.getHost(), port), 10_000);
            socket.setSoTimeout(10_000); // also for the handshake of TLS
            Socket top = secure ? tls.getSocketFactory().createSocket(socket, uri.getHost(), port, true) : socket;
            if (top instanceof SSLSocket secured) {
                secured.startHandshake();
            }
            return new RawSocket(top, socket, uri);
        } catch (IOException e) {
            throw new UncheckedIOException("No connection to " + uri, e);
        }
    }

    /** How long one read, of a frame or of an HTTP answer, may take from now on. */
    public RawSocket timeout(Duration timeout) {
        this.timeout = timeout;
        return this;
    }

    /** From now on no read takes more than so many bytes from the connection: a client that is slow to read. */
    public RawSocket largestRead(int bytes) {
        this.largestRead = bytes;
        return this;
    }

    /** How many bytes have been read. */
    public long position() {
        return position;
    }

    /** A correct handshake for a path below that of the address. The path is sent as it stands, never normalised. */
    public RawRequest get(String path) {
        String base = uri.getRawPath() == null ? "" : uri.getRawPath();
        return request("GET", (base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path);
    }

    /** A correct handshake but for its method and its request target, both sent as they stand. */
    public RawRequest request(String method, String target) {
        return new RawRequest(this, method, target, uri.getHost() + ":" + uri.getPort());
    }

    /** Sends the bytes in one write. */
    public RawSocket write(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Cuts the connection with an RST, as a dying machine or a firewall does. */
    public void reset() {
        try {
            transport.setSoLinger(true, 0);
            transport.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Says "no more from me" (FIN) and goes on reading. */
    public void finish() {
        try {
            socket.shutdownOutput();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends the TCP connection without a word. */
    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads and drops what comes until the server ends the connection, by FIN or RST. */
    public void awaitEnd() {
        Deadline deadline = deadline();
        try {
            while (read(deadline) >= 0) {
                continue;
            }
        } catch (SocketException e) {
            return;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Deadline deadline() {
        return new Deadline(System.nanoTime() + timeout.toNanos());
    }

    /** The next byte, or -1 at the end of the stream. */
    int read(Deadline deadline) throws IOException {
        if (in.available() == 0) {
            socket.setSoTimeout(deadline.leftMillis());
        }
        int next = in.read();
        position += next < 0 ? 0 : 1;
        return next;
    }

    byte[] readFully(int length, Deadline deadline) throws IOException {
        byte[] bytes = new byte[length];
        for (int at = 0; at < length; ) {
            socket.setSoTimeout(deadline.leftMillis());
            int read = in.read(bytes, at, Math.min(length - at, largestRead));
            if (read < 0) {
                throw new EOFException("The server ended the connection after " + at + " of " + length + " bytes");
            }
            at += read;
            position += read;
        }
        return bytes;
    }

    /** The moment at which a read has taken too long. */
    record Deadline(long nanos) {
        int leftMillis() throws SocketTimeoutException {
            long left = (nanos - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                throw new SocketTimeoutException("Nothing came in time");
            }
            return (int) Math.min(left, Integer.MAX_VALUE);
        }
    }
}
