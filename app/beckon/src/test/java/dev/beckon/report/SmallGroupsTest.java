package dev.beckon.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beckon.report.SmallGroups.Slice;
import java.util.List;
import org.junit.jupiter.api.Test;

class SmallGroupsTest {

    @Test
    void keepsGroupsOfTenAndMore() {
        assertThat(merged(new Slice("a", 10), new Slice("b", 250))).containsExactly("a 10", "b 250");
    }

    @Test
    void mergesSmallGroupsAtTheEnd() {
        assertThat(merged(new Slice("a", 4), new Slice("b", 250), new Slice("c", 7)))
                .containsExactly("b 250", "Other 11");
    }

    @Test
    void takesTheSmallestSafeGroupAlongSoThatTheDifferenceTellsNothing() {
        assertThat(merged(new Slice("a", 3), new Slice("b", 250), new Slice("c", 40)))
                .containsExactly("b 250", "Other 43");
    }

    @Test
    void judgesNumbersThatFollowBySubtraction() {
        // 3 of the 500 in b get no message: a reader could subtract.
        assertThat(merged(new Slice("a", 200, 100, 100), new Slice("b", 500, 497, 3), new Slice("c", 300, 0, 300)))
                .containsExactly("c 300", "Other 700");
    }

    @Test
    void saysSoWhenEvenEverybodyIsTooFew() {
        List<Slice> slices = SmallGroups.merge(List.of(new Slice("a", 4), new Slice("b", 3)), "Other");
        assertThat(slices)
                .singleElement()
                .satisfies(all -> assertThat(all.tellsTooMuch()).isTrue());
    }

    @Test
    void leavesOutEmptyGroups() {
        assertThat(merged(new Slice("a", 0), new Slice("b", 12))).containsExactly("b 12");
    }

    private static List<String> merged(Slice... slices) {
        return SmallGroups.merge(List.of(slices), "Other").stream()
                .map(slice -> slice.name() + " " + slice.count(0))
                .toList();
    }
}
