/** What the class's exercise on MobileNetV3 asks for. */
package io.github.blockwright.lessons.mobilenetv3;
