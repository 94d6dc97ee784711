package io.capstan.docs;

import io.capstan.ConnectionScoped;
import jakarta.annotation.PreDestroy;

@ConnectionScoped
public class Score {
    private int points;

    public int add(int more) {
        points += more;
        return points;
    }

    @PreDestroy
    void keep() {
        Ranking.LATEST.add(points);
    }
}
