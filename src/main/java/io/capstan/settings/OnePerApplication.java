package io.capstan.settings;

import jakarta.enterprise.inject.Stereotype;
import jakarta.inject.Singleton;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A bean of the framework of which each application has one. No client proxy stands in front of it as in front of an
 * application-scoped one, which on the way of every handshake and message would cost more than the bean itself; unlike
 * {@link Singleton} alone, it makes a class a bean where only annotated classes are.
 */
@Documented
@Stereotype
@Singleton
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface OnePerApplication {}
