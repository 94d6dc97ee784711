package com.example.notifications;

import io.capstan.RelativeTime;
import io.capstan.View;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.math.BigDecimal;
import java.time.Instant;

/** Something that is sold. A list shows less of it than a page of its own. */
@Entity
public class Product {
    @Id
    @View({"list", "detail"})
    private long id;

    @View({"list", "detail"})
    private String name;

    @View("detail")
    private String description;

    @View({"list", "detail"})
    private BigDecimal price;

    @View("detail")
    private int stock;

    @View("detail")
    @RelativeTime
    private Instant updatedAt;

    /** For JPA. */
    protected Product() {}

    public Product(long id, String name, String description, BigDecimal price, int stock, Instant updatedAt) {
        this.id = id;
        this.name = name;
        this.description = description;
        this.price = price;
        this.stock = stock;
        this.updatedAt = updatedAt;
    }

    public long getId() {
        return id;
    }

    public String getName() {
        return name;
    }

    public BigDecimal getPrice() {
        return price;
    }

    public String getDescription() {
        return description;
    }

    public int getStock() {
        return stock;
    }

    public Instant getUpdatedAt() {
        return updatedAt;
    }
}
