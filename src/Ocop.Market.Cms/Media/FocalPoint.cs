namespace Ocop.Market.Cms.Media;

/// <summary>What must stay in sight when a picture is cut, from 0 (left, top) to 1; kept to the hundredth, so that a trembling hand makes no new address.</summary>
public readonly record struct FocalPoint
{
    public FocalPoint(double x, double y) => (X, Y) = (Whole(x), Whole(y));

    public double X { get; }

    public double Y { get; }

    public static readonly FocalPoint Middle = new(0.5, 0.5);

    public static bool IsWithin(double x, double y) => x is >= 0 and <= 1 && y is >= 0 and <= 1;

    private static double Whole(double part) => Math.Round(Math.Clamp(part, 0, 1), 2);
}
