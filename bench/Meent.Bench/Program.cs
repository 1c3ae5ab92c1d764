using Meent.Bench;
using Meent.Bench.Shapes;

// Named benchmarks, each a plain measurement of the published build. How to read them: bench/README.md.
var arguments = new Arguments(args);
switch (arguments.Name)
{
    case "submissions":
        return await SubmissionsBenchmark.Run(arguments);
    case "crowd":
        return await CrowdBenchmark.Run(arguments);
    case "start":
        return await StartBenchmark.Run(arguments);
    case "pages":
        return await PagesBenchmark.Run(arguments);
    case "country":
        return await CountryBenchmark.Run(arguments);
    case "observations":
        return await ObservationsBenchmark.Run(arguments);
    case "load":
        return await LoadBenchmark.Run(arguments);
    case "releases":
        return await ReleasesBenchmark.Run(arguments);
    case "places":
        return await PlacesBenchmark.Run(arguments);
    case "shapes":
        return EuropeShapes.Run(arguments);
    default:
        Console.WriteLine("""
            dotnet run -c Release --project bench/Meent.Bench -- NAME [--option value …]

            submissions  --rounds 1 --connections 128 --seconds 10   answers through HTTP, stored durably, beside a bare insert loop
            crowd        --people 3000 --addresses 20                all open a questionnaire at once, and all send it at once
            start        --times 5                                   ready to answer, and memory at rest
            pages        --times 500                                 home, questionnaire, report: time, and bytes over the wire
            country      --schools 60000 --submissions 10000000      a whole country: pages of schools, boards and areas; closing 2,000 people
            observations --schools 100000 --observations 6000000     pages of indicators and places with millions of figures stored
            load         --schools 100000 --observations 1000000     registers and figures taken in from files; and a bad file of --megabytes 200
            releases     --schools 2000                              reports added to the sums of region, country, Union and board
            places       --file ../shared/data/schools/germany.csv   import of a whole register, and finding a school in it
                         --schools 100000 --asked 100                the same with so many made-up schools

            shapes       --file countries-50m.json                   no measurement: makes the map of Europe from the npm package world-atlas

            --publish no   measures the build that was published last
            --database C   a PostgreSQL connection string, without a database name; empty is SQLite
            """);
        return 2;
}
