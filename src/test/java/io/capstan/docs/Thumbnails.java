package io.capstan.docs;

import io.capstan.Concurrent;
import io.capstan.Route;
import jakarta.websocket.OnMessage;

@Route("/thumbnails")
public class Thumbnails {
    @OnMessage
    @Concurrent
    byte[] shrink(byte[] picture) {
        byte[] small = new byte[picture.length / 2];
        for (int i = 0; i < small.length; i++) {
            small[i] = picture[2 * i];
        }
        return small;
    }
}
