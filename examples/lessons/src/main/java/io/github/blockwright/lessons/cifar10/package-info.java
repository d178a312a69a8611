/** What the class's exercise on CIFAR-10 asks for. */
package io.github.blockwright.lessons.cifar10;
