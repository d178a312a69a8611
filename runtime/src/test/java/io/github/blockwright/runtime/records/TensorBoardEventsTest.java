package io.github.blockwright.runtime.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import io.github.blockwright.runtime.files.Uninterrupted;
import io.github.blockwright.runtime.report.EpochResult;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files read back by the format's description; {@code TensorBoardInteropTest} asks TensorBoard itself. */
class TensorBoardEventsTest {
    private static final int POLYNOMIAL = 0x82f63b78;

    @TempDir
    private Path run;

    private static EpochResult epoch(int number) {
        return new EpochResult(number, 2.0 / number, 0.5, 2.5 / number, Double.NaN, 0.1, 4, 20, 1, 3, Double.NaN);
    }

    private void train(int first, int last) throws IOException {
        TensorBoardEvents events = TensorBoardEvents.of(run, 100, 0);
        StringBuilder log = new StringBuilder("epoch,loss,accuracy,val_loss,val_accuracy,learning_rate,seconds,"
                + "ms_per_step,wait_ms_per_step,objective,val_map\n");
        for (int i = 1; i < first; i++) {
            log.append(i).append(",1,1,1,1,1,1,1,1,1,NaN\n");
        }
        for (int i = first; i <= last; i++) {
            String soFar = log.toString();
            Uninterrupted.write(() -> Files.writeString(run.resolve("log.csv"), soFar));
            events.epochStarted(i, last, 4);
            for (int step = 1; step <= 4; step++) {
                events.stepDone(step, 3.0 / step, 0.25);
            }
            events.epochDone(epoch(i));
            log.append(i).append(",1,1,1,1,1,1,1,1,1,NaN\n");
        }
    }

    /** The values of a tag by their steps, of all files in a folder. */
    private Map<Long, Float> values(String folder, String tag) throws IOException {
        Map<Long, Float> values = new TreeMap<>();
        for (UnknownFieldSet event : events(folder)) {
            for (ByteString summary : event.getField(5).getLengthDelimitedList()) {
                for (ByteString each :
                        UnknownFieldSet.parseFrom(summary).getField(1).getLengthDelimitedList()) {
                    UnknownFieldSet value = UnknownFieldSet.parseFrom(each);
                    if (value.getField(1)
                            .getLengthDelimitedList()
                            .get(0)
                            .toStringUtf8()
                            .equals(tag)) {
                        values.put(
                                event.getField(2).getVarintList().get(0),
                                Float.intBitsToFloat(
                                        value.getField(2).getFixed32List().get(0)));
                    }
                }
            }
        }
        return values;
    }

    private List<UnknownFieldSet> events(String folder) throws IOException {
        List<UnknownFieldSet> events = new ArrayList<>();
        try (Stream<Path> files = Files.list(run.resolve("tensorboard").resolve(folder))) {
            for (Path file : files.sorted().toList()) {
                assertThat(file.getFileName().toString()).startsWith("events.out.tfevents.");
                ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
                while (bytes.hasRemaining()) {
                    int start = bytes.position();
                    int length = Math.toIntExact(bytes.getLong());
                    assertThat(bytes.getInt()).as("checksum of a length").isEqualTo(checksum(bytes, start, 8));
                    start = bytes.position();
                    byte[] event = new byte[length];
                    bytes.get(event);
                    assertThat(bytes.getInt()).as("checksum of an event").isEqualTo(checksum(bytes, start, length));
                    events.add(UnknownFieldSet.parseFrom(event));
                }
            }
        }
        return events;
    }

    /** CRC-32C bit by bit, masked. */
    private static int checksum(ByteBuffer bytes, int start, int length) {
        int crc = -1;
        for (int i = start; i < start + length; i++) {
            crc ^= bytes.get(i) & 0xff;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc >>> 1) ^ ((crc & 1) == 0 ? 0 : POLYNOMIAL);
            }
        }
        crc = ~crc;
        return ((crc >>> 15) | (crc << 17)) + 0xa282ead8;
    }

    @Test
    void everyEpochIsThereUnderTheTagsOfKeras() throws IOException {
        train(1, 2);
        UnknownFieldSet first = events("train").get(0);
        assertThat(first.getField(3).getLengthDelimitedList().get(0).toStringUtf8())
                .isEqualTo("brain.Event:2");
        assertThat(values("train", "epoch_loss")).containsExactly(entry(1L, 2f), entry(2L, 1f));
        assertThat(values("train", "epoch_accuracy")).containsExactly(entry(1L, 0.5f), entry(2L, 0.5f));
        assertThat(values("train", "epoch_learning_rate")).containsExactly(entry(1L, 0.1f), entry(2L, 0.1f));
        assertThat(values("train", "epoch_images_per_second")).containsExactly(entry(1L, 25f), entry(2L, 25f));
        assertThat(values("train", "epoch_objective")).containsExactly(entry(1L, 3f), entry(2L, 3f));
        assertThat(values("validation", "epoch_loss")).containsExactly(entry(1L, 2.5f), entry(2L, 1.25f));
        assertThat(values("validation", "epoch_accuracy")).as("not a number").isEmpty();
    }

    @Test
    void withinAnEpochStepsAreThousandthsOfIt() throws IOException {
        train(1, 2);
        assertThat(values("train", "batch_loss"))
                .containsEntry(250L, 3f)
                .containsEntry(1000L, 0.75f)
                .containsEntry(1500L, 1.5f)
                .containsEntry(2000L, 0.75f)
                .hasSize(8);
        assertThat(values("train", "images_per_second").values()).allMatch(speed -> speed > 0);
    }

    @Test
    void aTrainingThatIsResumedCountsOn() throws IOException {
        train(1, 1);
        train(2, 3);
        assertThat(values("train", "epoch_loss")).containsExactly(entry(1L, 2f), entry(2L, 1f), entry(3L, 2f / 3));
        assertThat(values("train", "batch_loss")).hasSize(12).containsEntry(2250L, 3f);
    }

    @Test
    void theEpochsOfAFineTuningsPhasesFollowOneAnother() throws IOException {
        Files.writeString(run.resolve("head-log.csv"), """
                epoch,loss,accuracy,val_loss,val_accuracy,learning_rate,seconds,ms_per_step,wait_ms_per_step
                1,1,1,1,1,1,1,1,1
                2,1,1,1,1,1,1,1,1
                """);
        train(1, 1);
        assertThat(values("train", "epoch_loss")).containsExactly(entry(3L, 2f));
        assertThat(values("train", "batch_loss")).containsKey(3000L);
    }

    @Test
    void anInterruptIsKeptForTheTrainingAndCutsNothing() throws IOException {
        Thread.currentThread().interrupt();
        try {
            train(1, 1);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(values("train", "epoch_loss")).containsExactly(entry(1L, 2f));
        assertThat(values("train", "batch_loss")).hasSize(4);
    }
}
