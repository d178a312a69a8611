/** A trained network behind HTTP: one small service, and a client that measures it. */
package io.github.blockwright.lessons.service;
