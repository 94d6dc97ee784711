package io.capstan.gate;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** A response of a server, to be looked at. */
final class Response {
    /** Status, ContentType, ContentLength, and the headers. */
    final Map<String, Object> answer = new TreeMap<>();

    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

    private final ServletOutputStream output = new ServletOutputStream() {
        @Override
        public void write(int b) {
            body.write(b);
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {}
    };

    private final HttpServletResponse response = (HttpServletResponse) Proxy.newProxyInstance(
            Response.class.getClassLoader(), new Class<?>[] {HttpServletResponse.class}, (proxy, called, arguments) -> {
                switch (called.getName()) {
                    case "setHeader" -> answer.put((String) arguments[0], arguments[1]);
                    case "setStatus", "setContentType", "setContentLength" ->
                        answer.put(called.getName().substring(3), arguments[0]);
                    case "getOutputStream" -> {
                        return output;
                    }
                    case "getStatus" -> {
                        return 101;
                    }
                    default -> throw new AssertionError(called.getName() + " is not expected");
                }
                return null;
            });

    HttpServletResponse get() {
        return response;
    }

    String body() {
        return body.toString(StandardCharsets.UTF_8);
    }
}
