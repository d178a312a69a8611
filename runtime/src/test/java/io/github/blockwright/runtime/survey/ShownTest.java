package io.github.blockwright.runtime.survey;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShownTest {
    @Test
    void aNameCannotCommandATerminal() {
        assertThat(Shown.name("a\u001b[2Jb\nc\u202ed")).isEqualTo("a\ufffd[2Jb\ufffdc\ufffdd");
        assertThat(Shown.name("Äpfel 苹果 🍎")).isEqualTo("Äpfel 苹果 🍎");
    }

    @Test
    void aNameCannotCommandAPage() {
        assertThat(Shown.html("<b a='1' c=\"2\">&")).isEqualTo("&lt;b a=&#39;1&#39; c=&quot;2&quot;&gt;&amp;");
    }
}
