package com.example.notifications;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** Somebody who may log in. */
@Entity
@Table(name = "users") // "user" is a word of SQL
public class User {
    @Id
    private String name;

    private String passwordHash;
    private String role;

    /** For JPA. */
    protected User() {}

    public User(String name, String passwordHash, String role) {
        this.name = name;
        this.passwordHash = passwordHash;
        this.role = role;
    }

    public String getName() {
        return name;
    }
}
