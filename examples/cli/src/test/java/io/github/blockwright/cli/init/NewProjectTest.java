package io.github.blockwright.cli.init;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.blockwright.networks.DogsVsCatsBlock;
import io.github.blockwright.networks.ImageNetMobileNetV2_035_224Block;
import io.github.blockwright.networks.MobileNetV3SmallBlock;
import io.github.blockwright.networks.Networks;
import io.github.blockwright.networks.SqueezeNetBlock;
import io.github.blockwright.runtime.blocks.NetworkBlock;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NewProjectTest {
    private static final List<String> CLASSES = List.of("Birne", "Kirsche", "\u00c4pfel");

    @TempDir
    private Path folder;

    private NewProject project(String name, NetworkBlock<?, ?> network, String packageName, String group) {
        return new NewProject(folder.resolve(name), BuildTool.MAVEN, network, CLASSES, packageName, group);
    }

    @Test
    void namesFollowFromTheProjects() throws IOException {
        project("my-classifier", new MobileNetV3SmallBlock(), "", "").write();
        Path root = folder.resolve("my-classifier");
        assertThat(root.resolve("src/main/java/myclassifier/MyClassifier.java"))
                .content()
                .contains(
                        "@Network(input = @Input(height = 224, width = 224, preprocessing = Preprocessing.IMAGENET))",
                        "public record MyClassifier(",
                        "@Backbone(value = MobileNetV3Small.class, through = \"pooled\", trainableFrom = \"stage7\") NDArray",
                        "@Dense(units = 3) ");
        assertThat(root.resolve("src/main/resources/myclassifier/classes.txt"))
                .hasContent("Birne\nKirsche\n\u00c4pfel\n");
        assertThat(root.resolve("pom.xml"))
                .content()
                .contains("<groupId>myclassifier</groupId>", "<artifactId>my-classifier</artifactId>")
                .doesNotContain("${version", "${junit");
        assertThat(root.resolve("README.md")).content().contains("photos/Birne/*, photos/Kirsche/*");
    }

    @Test
    void packageGroupAndVariantAreTakenAsGiven() throws IOException {
        project("train", new ImageNetMobileNetV2_035_224Block(), "org.fruit.seen", "org.fruit")
                .write();
        Path root = folder.resolve("train");
        // The program has the name already.
        assertThat(root.resolve("src/main/java/org/fruit/seen/TrainNet.java"))
                .content()
                .contains("package org.fruit.seen;", "value = ImageNetMobileNetV2.class, variant = \"035_224\", ");
        assertThat(root.resolve("pom.xml")).content().contains("<groupId>org.fruit</groupId>");
    }

    @Test
    void gradleBuildsItToo() throws IOException {
        new NewProject(folder.resolve("seen"), BuildTool.GRADLE, new MobileNetV3SmallBlock(), CLASSES, "", "").write();
        assertThat(folder.resolve("seen/build.gradle.kts"))
                .content()
                .contains("mainClass = \"seen.Train\"", "io.github.blockwright:blockwright-processor:");
        assertThat(folder.resolve("seen/settings.gradle.kts")).hasContent("rootProject.name = \"seen\"");
        assertThat(folder.resolve("seen/pom.xml")).doesNotExist();
    }

    /** Compiled with the processor, which says where a table does not fit its backbone. */
    @Test
    void everyNetworkOfTheLibraryCanBeStoodOn() throws IOException {
        List<Path> sources = new ArrayList<>();
        for (Supplier<? extends NetworkBlock<?, ?>> network : Networks.all()) {
            NetworkBlock<?, ?> block = network.get();
            // SqueezeNet's head is a convolution: it has no features of a whole picture.
            if (!(block instanceof DogsVsCatsBlock || block instanceof SqueezeNetBlock)) {
                String name = "On" + block.summary().name();
                project(name, block, "", "").write().stream()
                        .filter(file -> file.endsWith(name.replace("_", "") + ".java"))
                        .forEach(sources::add);
            }
        }
        assertThat(sources).hasSize(Networks.all().size() - 2);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            List<String> options = List.of(
                    "-d", Files.createDirectories(folder.resolve("classes")).toString());
            boolean compiled = compiler.getTask(
                            messages, files, null, options, null, files.getJavaFileObjectsFromPaths(sources))
                    .call();
            assertThat(compiled).as(messages.toString()).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1st   |             |        | 1st cannot be a project's name",
                "a b   |             |        | a b cannot be a project's name",
                "seen  | a..b        |        | --package a..b is no name of a package",
                "seen  | com.new     |        | --package com.new is no name of a package",
                "class |             |        | --package class is no name of a package",
                "seen  |             | a/b    | --group a/b is no group",
            })
    void whatCannotBeANameIsRefused(String name, String packageName, String group, String message) {
        assertThatThrownBy(() -> project(
                        name,
                        new MobileNetV3SmallBlock(),
                        packageName == null ? "" : packageName,
                        group == null ? "" : group))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void aTableOnABackboneIsNoFoundation() {
        assertThatThrownBy(() -> project("seen", new DogsVsCatsBlock(), "", ""))
                .hasMessage("DogsVsCats stands on another network itself: take ImageNetMobileNetV2");
    }

    @Test
    void aFolderWithSomethingInItIsLeftAlone() throws IOException {
        Files.createDirectories(folder.resolve("seen"));
        project("seen", new MobileNetV3SmallBlock(), "", "").write();
        assertThatThrownBy(() ->
                        project("seen", new MobileNetV3SmallBlock(), "", "").write())
                .isInstanceOf(IOException.class)
                .hasMessageEndingWith("seen is there and not empty: name a folder that is to be made");
    }

    @Test
    void classesAreReadOrListed() {
        assertThat(ClassNames.lines("classes.txt", "cat\n\n dog \r\n")).containsExactly("cat", "dog");
        assertThat(ClassNames.listed("cat, dog")).containsExactly("cat", "dog");
        assertThatThrownBy(() -> ClassNames.listed("cat,,dog")).hasMessageContaining("has an empty name");
        assertThatThrownBy(() -> ClassNames.lines("classes.txt", "cat\n"))
                .hasMessageStartingWith("classes.txt names one class alone, cat: ");
        assertThatThrownBy(() -> ClassNames.lines("classes.txt", "")).hasMessageContaining("names no class");
        assertThatThrownBy(() -> ClassNames.listed("cat,Cat")).hasMessageContaining("has cat and Cat: write each");
        assertThatThrownBy(() -> ClassNames.listed("a/b,c")).hasMessageContaining("a/b cannot be a folder's name");
    }
}
